'use client'

import type { WordsOptions } from '../messages/words.js'
import { getOwn } from '../../core/utils/getOwn.js'
import { createPart, type PartProps } from '../part/createPart.js'
import { toReadable } from '../text/toReadable.js'
import { useLocalText } from '../text/useLocalText.js'
import { toFusionMessages } from './fusionMessages.js'

export interface MempoolStatsItemState {
  /** As the prop. */
  readonly name: string
  /** The count is still to come. */
  readonly pending: boolean
}

export interface MempoolStatsItemProps extends PartProps<'div', MempoolStatsItemState>, WordsOptions {
  /** `total`, or one of the service's statuses. */
  readonly name: string
  /** So many; a dash where nobody knows. */
  readonly count: number | undefined
  /** True where the count is still to come: its room is kept. */
  readonly isPending?: boolean | undefined
}

/** Draws one count and its name. */
export const MempoolStatsItem = /* @__PURE__ */ createPart(
  'MempoolStats.Item',
  'ow-stat',
  'div',
  function useDrawing({ count, isPending = false, name, ...props }: MempoolStatsItemProps, { locale, messages }) {
    const { counts, noCount } = toFusionMessages(messages)
    const text = useLocalText(String(count ?? noCount), () => count?.toLocaleString(locale) ?? noCount)
    return {
      state: { name, pending: isPending },
      attributes: {
        children: (
          <>
            <dt>{getOwn(counts, name) ?? toReadable(name)}</dt>
            <dd data-slot="ow-count">{isPending ? <span aria-hidden>{noCount}</span> : text}</dd>
          </>
        ),
        ...props,
      },
    }
  },
)
