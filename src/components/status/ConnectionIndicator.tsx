'use client'

import type { ConnectionWord } from '../messages/messages.js'
import type { WordsOptions } from '../messages/words.js'
import { useHydrated } from '../part/useHydrated.js'
import { VisuallyHidden } from '../part/VisuallyHidden.js'
import { createPart, type PartProps } from '../part/createPart.js'
import { keepFocus } from '../part/keepFocus.js'
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
 * Tells how news arrive. While they do, live or polled, it is a mere dot, with the word as its title and for screen
 * readers; it speaks where something is wrong, or can be done. It is no live region: links come and go by themselves.
 * In a server's HTML it says nothing until the page knows.
 */
export const ConnectionIndicator = /* @__PURE__ */ createPart(
  'ConnectionIndicator',
  'ow-connection',
  'span',
  ({ connection, showReconnect = true, children, ...props }: ConnectionIndicatorProps, { messages }) => {
    const { isStale, reason, transport } = connection
    const state = toConnectionWord(connection)
    const isInBrowser = useHydrated()
    const label = state === 'idle' && !isInBrowser ? '' : messages.connection[state]
    // Beside stale data stands the reason, and beside the reason the polling that replaces the socket.
    const beside = isStale ? reason : transport === 'polling' && state !== transport && transport
    const canRetry = showReconnect && connection.reconnect && canReconnect(connection)
    const isQuiet = children === undefined && !canRetry && (state === 'live' || state === 'polling')
    return {
      state: { ...toConnectionAttributes(connection), state },
      ref: keepFocus,
      attributes: {
        title: isQuiet ? label : undefined,
        ...props,
        children: (
          <>
            {isQuiet ? (
              <VisuallyHidden>{label}</VisuallyHidden>
            ) : (
              (children ?? (beside ? `${label} · ${messages.connection[beside]}` : label))
            )}
            {canRetry && (
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
