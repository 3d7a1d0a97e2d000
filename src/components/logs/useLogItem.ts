'use client'

import { useContext } from 'react'
import type { LogEvent } from '../../protocols/shared/logs/logEvent.js'
import type { Words } from '../messages/words.js'
import { needRoot } from '../part/needRoot.js'
import { LogContext } from './LogContext.js'
import { type LogFeedMessages, toLogFeedMessages } from './logFeedMessages.js'

/** An event's parts carry it for stylesheets and tools, as `data-event` and `data-decoded`. */
export interface LogState {
  /** The event's name, where it is known. */
  readonly event: string | undefined
  /** Its name and parameters are known. */
  readonly decoded: boolean
}

export interface UseLogItemReturnType {
  readonly event: LogEvent
  readonly words: LogFeedMessages
  readonly state: LogState
}

/** Binds a part to the `LogFeed.Item` around it: the part carries the event's state. For `createPart`. */
export function useLogItem(part: string, { messages }: Pick<Words, 'messages'>): UseLogItemReturnType {
  const event = needRoot(useContext(LogContext), part, '<LogFeed.Item event={…}>')
  const name = event.decoded?.name ?? undefined
  return { event, words: toLogFeedMessages(messages), state: { event: name, decoded: name !== undefined } }
}
