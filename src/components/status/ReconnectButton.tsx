'use client'

import type { WordsOptions } from '../messages/words.js'
import { createPart, type PartProps } from '../part/createPart.js'
import { mergeProps } from '../part/mergeProps.js'
import { type ConnectionAttributes, toConnectionAttributes } from './connectionAttributes.js'
import { canReconnect, type ConnectionView } from './toConnectionWord.js'

export interface ReconnectButtonProps extends PartProps<'button', ConnectionAttributes>, WordsOptions {
  /** From `useConnectionStatus()`, or the `connection` of any hook. */
  readonly connection: ConnectionView
}

/** Skips the wait for the next attempt to connect. It is there only where a person can do something. */
export const ReconnectButton = /* @__PURE__ */ createPart(
  'ReconnectButton',
  'ow-reconnect-button',
  'button',
  ({ connection, ...props }: ReconnectButtonProps, { messages }) =>
    connection.reconnect && canReconnect(connection)
      ? {
          state: toConnectionAttributes(connection),
          attributes: mergeProps(
            { type: 'button', onClick: () => connection.reconnect?.(), children: messages.reconnect },
            props,
          ),
        }
      : undefined,
)
