'use client'

import { forwardRef, type ReactElement } from 'react'
import { useWords, type WordsOptions } from '../messages/OnwireMessagesProvider.js'
import { type PartProps, usePart } from '../part/usePart.js'
import { canReconnect, type ConnectionView, type ConnectionWord, toConnectionWord } from './toConnectionWord.js'
import { type ConnectionState, toConnectionState } from './toTimelineState.js'

export type ConnectionIndicatorState = ConnectionState & { readonly state: ConnectionWord }

export interface ConnectionIndicatorProps extends PartProps<'span', ConnectionIndicatorState>, WordsOptions {
  /** From `useConnectionStatus()`, or the `connection` of any hook. */
  readonly connection: ConnectionView
  /** Whether to offer a button where trying again at once makes sense. True by default. */
  readonly showReconnect?: boolean
}

/** How news arrive, in one word: live, polled, or not at all. It is no live region: links come and go by themselves. */
export const ConnectionIndicator = forwardRef<HTMLSpanElement, ConnectionIndicatorProps>(function ConnectionIndicator(
  { connection, showReconnect = true, messages: over, locale, children, ...props },
  ref,
): ReactElement {
  const { messages } = useWords({ messages: over, locale })
  const word = toConnectionWord(connection)
  const label = messages.connection[word]
  // Where the reason is said, what stands in for the socket is said beside it.
  const isAlsoPolling = connection.transport === 'polling' && word !== 'polling'
  return usePart({
    tag: 'span',
    slot: 'connection',
    state: { ...toConnectionState(connection), state: word },
    own: {
      children: (
        <>
          {children ?? (isAlsoPolling ? `${label} · ${messages.connection.polling}` : label)}
          {showReconnect && connection.reconnect && canReconnect(connection) && (
            <button type="button" data-slot="ow-button" onClick={() => connection.reconnect?.()}>
              {messages.reconnect}
            </button>
          )}
        </>
      ),
    },
    props,
    ref,
  })
})
