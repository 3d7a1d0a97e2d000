'use client'

import { type ReactNode, useState } from 'react'
import type { ConnectionWord } from '../messages/messages.js'
import type { WordsOptions } from '../messages/words.js'
import { useHydrated } from '../part/useHydrated.js'
import { VisuallyHidden } from '../part/VisuallyHidden.js'
import { createPart, type PartProps } from '../part/createPart.js'
import { holdFocus } from '../part/holdFocus.js'
import { useSaid, useVoice } from '../part/useVoice.js'
import { ReconnectButton } from './ReconnectButton.js'
import { canReconnect, type ConnectionView, toConnectionWord } from './toConnectionWord.js'
import { type ConnectionAttributes, toConnectionAttributes } from './connectionAttributes.js'

export interface ConnectionIndicatorState extends ConnectionAttributes {
  /** The word that is shown. */
  readonly state: ConnectionWord
}

export interface ConnectionIndicatorProps extends PartProps<'span', ConnectionIndicatorState>, WordsOptions {
  /** From `useConnectionStatus()`, or the `connection` of any hook. */
  readonly connection: ConnectionView
  /** Offers a button where trying again at once makes sense. True by default. */
  readonly showReconnect?: boolean
  /** The button; `<ReconnectButton connection={connection} />` by default. */
  readonly button?: ReactNode
}

/**
 * Tells how news arrive. While they do, live or polled, it is a mere dot, with the word as its title and for screen
 * readers; it speaks where something is wrong, or can be done. They hear of an outage and of its end; other links
 * come and go without a word. In a server's HTML it says nothing until the page knows.
 */
export const ConnectionIndicator = /* @__PURE__ */ createPart(
  'ConnectionIndicator',
  'ow-connection',
  'span',
  function useDrawing(
    { button, connection, showReconnect = true, children, ...props }: ConnectionIndicatorProps,
    { messages, say },
  ) {
    const { isStale, reason, transport } = connection
    const state = toConnectionWord(connection)
    const isInBrowser = useHydrated()
    const label = state === 'idle' && !isInBrowser ? '' : messages.connection[state]
    // Beside stale data stands the reason, and beside the reason the polling that replaces the socket.
    const beside = isStale ? reason : transport === 'polling' && state !== transport && transport
    const canRetry = showReconnect && connection.reconnect && canReconnect(connection)
    const own = useVoice()
    useSaid(say ?? own.say, useOutageText(state, label), 'nameless')
    const isQuiet = children === undefined && !canRetry && (state === 'live' || state === 'polling')
    return {
      state: { ...toConnectionAttributes(connection), state },
      ref: say ? holdFocus : own.ref,
      attributes: {
        title: isQuiet ? label : undefined,
        ...props,
        children: (
          <>
            {isQuiet ? (
              <VisuallyHidden>{label}</VisuallyHidden>
            ) : (
              (children ?? <span>{beside ? `${label} · ${messages.connection[beside]}` : label}</span>)
            )}
            {canRetry && (button ?? <ReconnectButton connection={connection} />)}
          </>
        ),
      },
    }
  },
)

/** Returns the word of an outage, and of its end; empty until there was one. */
function useOutageText(state: ConnectionWord, label: string): string {
  const isDown = /stale|refused|unreachable|offline/.test(state)
  const [said, setSaid] = useState({ isDown: false, text: '' })
  const isNews = isDown ? said.text !== label : said.isDown && /live|polling/.test(state)
  if (isNews) setSaid({ isDown, text: label })
  return said.text
}
