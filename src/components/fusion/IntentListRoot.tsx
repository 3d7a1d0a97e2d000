'use client'

import { forwardRef, type ReactElement, useMemo } from 'react'
import type { Intent } from '../../protocols/fusion/index.js'
import { FeedRoot, type FeedRootProps } from '../feed/FeedRoot.js'
import type { FeedSource } from '../feed/feedSource.js'
import { usePartContext } from '../part/PartContext.js'
import { toFusionMessages } from './fusionMessages.js'
import { IntentListContext, type IntentListOptions } from './IntentContext.js'

/** A feed of intents; it also tells whether it is live, and how old it is. */
export interface IntentFeedSource extends FeedSource<Intent> {
  readonly connection: FeedSource['connection'] & {
    readonly lastEventAt?: number | undefined
  }
}

export interface IntentListRootProps extends Omit<FeedRootProps, 'feed' | 'onSelect'>, IntentListOptions {
  /** From `useIntents()`. */
  readonly feed: IntentFeedSource
}

/** Holds one feed of intents: gives it to the parts inside, carries its state, and `data-stale` while it isn't live. */
export const IntentListRoot = /* @__PURE__ */ forwardRef<HTMLDivElement, IntentListRootProps>(function IntentListRoot(
  { formatAmount, getChainName, onSelect, ...props },
  ref,
): ReactElement {
  const { messages } = usePartContext(props)
  const options = useMemo(() => ({ formatAmount, getChainName, onSelect }), [formatAmount, getChainName, onSelect])
  const words = useMemo(() => toFeedWords(toFusionMessages(messages)), [messages])
  return (
    <IntentListContext.Provider value={options}>
      <FeedRoot {...props} ref={ref} messages={{ ...props.messages, feed: { ...props.messages?.feed, ...words } }} />
    </IntentListContext.Provider>
  )
})

/** Makes the words that the feed's own parts say of intents. */
function toFeedWords({ announcement, empty, intents, missing, missingNewest }: ReturnType<typeof toFusionMessages>) {
  return { label: intents, announcement, empty, missing, missingNewest }
}
