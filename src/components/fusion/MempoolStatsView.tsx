'use client'

import type { MempoolStatsData } from '../../protocols/fusion/index.js'
import type { WordsOptions } from '../messages/words.js'
import { createPart, type PartProps } from '../part/createPart.js'
import { useSaid, useVoice } from '../part/useVoice.js'
import { ConnectionIndicator } from '../status/ConnectionIndicator.js'
import { type ConnectionAttributes, toConnectionAttributes } from '../status/connectionAttributes.js'
import type { ConnectionView } from '../status/toConnectionWord.js'
import { VisuallyHidden } from '../part/VisuallyHidden.js'
import { toFusionMessages } from './fusionMessages.js'
import { MempoolStatsBar } from './MempoolStatsBar.js'
import { MempoolStatsItem } from './MempoolStatsItem.js'

export interface MempoolStatsState extends ConnectionAttributes {
  /** The counts are still to come. */
  readonly pending: boolean
}

export interface MempoolStatsViewProps extends PartProps<'div', MempoolStatsState>, WordsOptions {
  /** From `useMempoolStats()`; undefined until they are told. */
  readonly stats: MempoolStatsData | undefined
  /** True where they are still to come; by default where there are none. */
  readonly isPending?: boolean | undefined
  /** From the same hook: how the counts are kept up to date. */
  readonly connection?: ConnectionView | undefined
  /** Tells how news arrive. True by default. */
  readonly showConnection?: boolean | undefined
}

const parts = ['submitted', 'matched', 'executing', 'completed', 'failed', 'cancelled'] as const

/** Counts the intents by where they are, as parts of one whole. Children replace the bar and the list. */
export const MempoolStatsView = /* @__PURE__ */ createPart(
  'MempoolStats.View',
  'ow-stats',
  'div',
  function useDrawing(
    { children, connection, isPending, showConnection = true, stats, ...props }: MempoolStatsViewProps,
    { messages },
  ) {
    const { ref, say } = useVoice()
    const stale = connection?.isStale
    const pending = (isPending ?? !stats) && !stale
    const words = toFusionMessages(messages)
    useSaid(say, stale ? words.oldCounts : '')
    return {
      state: { ...toConnectionAttributes(connection), pending },
      ref,
      // The view's words are its parts' too.
      inside: { say },
      attributes: {
        role: 'group',
        'aria-label': words.stats,
        'aria-busy': pending || undefined,
        ...props,
        children: (
          <>
            {(stale || (showConnection && connection)) && (
              <div data-slot="ow-header">
                {stale && <span>{words.oldCounts}</span>}
                {showConnection && connection && <ConnectionIndicator connection={connection} />}
              </div>
            )}
            {pending && <VisuallyHidden>{messages.loading}</VisuallyHidden>}
            {children ?? (
              <>
                <MempoolStatsBar stats={stats} names={parts} />
                <dl data-slot="ow-stats-list">
                  {(['total', ...parts] as const).map((name) => (
                    <MempoolStatsItem key={name} name={name} count={stats?.[name]} isPending={pending} />
                  ))}
                </dl>
              </>
            )}
          </>
        ),
      },
    }
  },
)
