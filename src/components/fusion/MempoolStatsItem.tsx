'use client'

import type { WordsOptions } from '../messages/OnwireMessagesProvider.js'
import { toReadable } from '../text/toReadable.js'
import { createPart, type PartProps } from '../part/createPart.js'
import { toFusionMessages } from './fusionMessages.js'
import { useLocalText } from '../text/useLocalText.js'

export type MempoolStatsItemState = { readonly name: string; readonly pending: boolean }

export interface MempoolStatsItemProps extends PartProps<'div', MempoolStatsItemState>, WordsOptions {
  /** `total`, or one of the service's statuses. */
  readonly name: string
  readonly count: number | undefined
  /** Whether it is still to come: its room is kept. */
  readonly isPending?: boolean | undefined
}

/** One count and its name. */
export const MempoolStatsItem = /* @__PURE__ */ createPart<'div', MempoolStatsItemState, MempoolStatsItemProps>(
  'MempoolStats.Item',
  'stat',
  'div',
  function useItem({ count, isPending = false, name, ...props }, { locale, messages }) {
    const { counts, noCount } = toFusionMessages(messages)
    const text = useLocalText(String(count ?? noCount), () => count?.toLocaleString(locale) ?? noCount)
    return {
      state: { name, pending: isPending },
      attributes: {
        children: (
          <>
            <dt>{counts[name] ?? toReadable(name)}</dt>
            <dd data-slot="ow-count">{isPending ? <span aria-hidden>{noCount}</span> : text}</dd>
          </>
        ),
        ...props,
      },
    }
  },
)
