import type { JSX } from 'react'
import { createPart, type OwnProps, type PartOptions } from '../part/createPart.js'
import type { Words } from '../messages/OnwireMessagesProvider.js'
import { type FeedContents, useFeed } from './FeedContext.js'
import { type FeedMessages, toFeedMessages } from './feedMessages.js'
import { type FeedState, toFeedState } from './toFeedState.js'

export interface FeedAround extends FeedContents, Words {
  readonly words: FeedMessages
}

/** A part of a `FeedRoot` that carries the feed's state. Where it has no attributes it isn't drawn. */
export function createFeedPart<Element extends keyof JSX.IntrinsicElements, Props extends PartOptions<FeedState>>(
  name: string,
  slot: string,
  tag: Element,
  useAttributes: (props: OwnProps<Props>, around: FeedAround) => object | undefined,
) {
  return createPart<Element, FeedState, Props>(name, slot, tag, function useFeedPart(props, { locale, messages }) {
    const contents = useFeed(name)
    const attributes = useAttributes(props, { ...contents, locale, messages, words: toFeedMessages(messages) })
    return attributes && { state: toFeedState(contents), attributes }
  })
}
