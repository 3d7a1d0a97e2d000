'use client'

import { useContext } from 'react'
import { createPart, type PartProps } from '../part/createPart.js'
import { useLocalText } from '../text/useLocalText.js'
import { IntentListContext } from './IntentContext.js'
import { type IntentState, useIntentItem } from './useIntentItem.js'

export interface IntentListAmountProps extends PartProps<'span', IntentState> {}

/** Tells the amount, digit by digit as the service said it: amounts are beyond what a number can hold. */
export const IntentListAmount = /* @__PURE__ */ createPart(
  'IntentList.Amount',
  'ow-intent-amount',
  'span',
  useIntentItem,
  function useAttributes(props: IntentListAmountProps, { intent }, { locale }) {
    const { formatAmount } = useContext(IntentListContext)
    const { amount = '' } = intent
    const text = useLocalText(amount, () => formatAmount?.(intent, locale) ?? toGroups(amount, locale))
    return text ? { title: amount, children: <bdi>{text}</bdi>, ...props } : undefined
  },
)

/** Whole numbers are read in groups of digits. */
function toGroups(amount: string, locale: string | undefined): string {
  return /^\d+$/.test(amount) ? BigInt(amount).toLocaleString(locale) : amount
}
