import type { JSX } from 'react'
import type { LogEvent } from '../../protocols/covalent/index.js'
import type { Words } from '../messages/OnwireMessagesProvider.js'
import { createPart, type OwnProps, type PartOptions } from '../part/createPart.js'
import { useLog } from './LogContext.js'
import { type LogFeedMessages, toLogFeedMessages } from './logFeedMessages.js'

/** What parts of an event tell stylesheets and tools, as `data-event` and `data-decoded`. */
export type LogState = {
  /** The event's name, where it is known. */
  readonly event: string | undefined
  readonly decoded: boolean
}

export interface LogAround extends Words {
  readonly words: LogFeedMessages
}

/** A part of a `LogFeed.Item`: `'Title'` is `LogFeed.Title`, and `ow-log-title`. Where it has no attributes it isn't drawn. */
export function createLogPart<Element extends keyof JSX.IntrinsicElements, Props extends PartOptions<LogState>>(
  part: string,
  tag: Element,
  useAttributes: (props: OwnProps<Props>, event: LogEvent, around: LogAround) => object | undefined,
) {
  const name = `LogFeed.${part}`
  const slot = `log-${part.toLowerCase()}`
  return createPart<Element, LogState, Props>(name, slot, tag, function useLogPart(props, { locale, messages }) {
    const event = useLog(name)
    const attributes = useAttributes(props, event, { locale, messages, words: toLogFeedMessages(messages) })
    const decoded = event.decoded?.name ?? undefined
    return attributes && { state: { event: decoded, decoded: decoded !== undefined }, attributes }
  })
}
