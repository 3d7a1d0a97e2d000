'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import { toAmountText } from '../text/toAmountText.js'
import { useLocalText } from '../text/useLocalText.js'
import { toLogBrief } from './toLogBrief.js'
import { type LogState, useLogItem } from './useLogItem.js'

export interface LogFeedBriefProps extends PartProps<'span', LogState> {}

/**
 * Sums the event up: its addresses, and its first number, whole as the title. An ERC-20 amount is one of whole tokens,
 * in nine digits at most and with their symbol, where the service tells the contract's decimals; any other number is as
 * the log has it.
 */
export const LogFeedBrief = /* @__PURE__ */ createPart(
  'LogFeed.Brief',
  'ow-log-brief',
  'span',
  useLogItem,
  function useAttributes(props: LogFeedBriefProps, { event }, { locale }) {
    const { number, parties, units } = toLogBrief(event)
    const bare = units ?? number?.short ?? ''
    const text = useLocalText(bare, () =>
      units ? toAmountText(units, locale) : (number?.number?.toLocaleString(locale) ?? bare),
    )
    return {
      children: (
        <>
          <bdi dir="ltr">{parties}</bdi>
          <bdi data-slot="ow-log-amount" title={number?.full}>
            {text} {units && event.sender_contract_ticker_symbol}
          </bdi>
        </>
      ),
      ...props,
    }
  },
)
