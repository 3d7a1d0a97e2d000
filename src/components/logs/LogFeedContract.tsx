'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import { toShortHash } from '../text/toShortHash.js'
import { type LogState, useLogItem } from './useLogItem.js'

export interface LogFeedContractProps extends PartProps<'span', LogState> {}

/**
 * Names the contract that emitted the event: by its name or symbol, where the service knows one, else by its address.
 */
export const LogFeedContract = /* @__PURE__ */ createPart(
  'LogFeed.Contract',
  'ow-log-contract',
  'span',
  useLogItem,
  (props: LogFeedContractProps, { event }) => {
    const { sender_address, sender_contract_ticker_symbol, sender_name } = event
    const name = sender_name ?? sender_contract_ticker_symbol
    if (!name && !sender_address) return undefined
    return {
      title: sender_address ?? undefined,
      dir: name ? 'auto' : 'ltr',
      children: name ?? toShortHash(sender_address ?? ''),
      ...props,
    }
  },
)
