'use client'

import type { PartProps } from '../part/createPart.js'
import { toShortHash } from '../text/toShortHash.js'
import { createLogPart, type LogState } from './createLogPart.js'

export type LogFeedContractProps = PartProps<'span', LogState>

/** Who emitted it: by its name or symbol, where the service knows one, else by its address. */
export const LogFeedContract = /* @__PURE__ */ createLogPart<'span', LogFeedContractProps>(
  'Contract',
  'span',
  (props, { sender_address, sender_contract_ticker_symbol, sender_name }) => {
    const name = sender_name ?? sender_contract_ticker_symbol
    if (!name && !sender_address) return undefined
    return {
      title: sender_address ?? undefined,
      children: name ? <bdi>{name}</bdi> : <bdi dir="ltr">{toShortHash(sender_address ?? '')}</bdi>,
      ...props,
    }
  },
)
