'use client'

import type { ConnectionWord } from '../messages/messages.js'
import type { WordsOptions } from '../messages/words.js'
import { createPart, type PartProps } from '../part/createPart.js'
import { canReconnect, type ConnectionView, toConnectionWord } from './toConnectionWord.js'
import { type ConnectionAttributes, toConnectionAttributes } from './connectionAttributes.js'

export interface ConnectionIndicatorState extends ConnectionAttributes {
  readonly state: ConnectionWord
}

export interface ConnectionIndicatorProps extends PartProps<'span', ConnectionIndicatorState>, WordsOptions {
  /** From `useConnectionStatus()`, or the `connection` of any hook. */
  readonly connection: ConnectionView
  /** Offers a button where trying again at once makes sense. True by default. */
  readonly showReconnect?: boolean
}

/**
 * Tells how news arrive, in one word: live, polled, or not at all. It is no live region: links come and go by
 * themselves.
 */
export const ConnectionIndicator = /* @__PURE__ */ createPart(
  'ConnectionIndicator',
  'ow-connection',
  'span',
  ({ connection, showReconnect = true, children, ...props }: ConnectionIndicatorProps, { messages }) => {
    const { isStale, reason, transport } = connection
    const state = toConnectionWord(connection)
    const label = messages.connection[state]
    // Beside stale data stands the reason, and beside the reason the polling that replaces the socket.
    const beside = isStale ? reason : transport === 'polling' && state !== transport && transport
    return {
      state: { ...toConnectionAttributes(connection), state },
      attributes: {
        ...props,
        children: (
          <>
            {children ?? (beside ? `${label} · ${messages.connection[beside]}` : label)}
            {showReconnect && connection.reconnect && canReconnect(connection) && (
              <button type="button" data-slot="ow-button" onClick={() => connection.reconnect?.()}>
                {messages.reconnect}
              </button>
            )}
          </>
        ),
      },
    }
  },
)
