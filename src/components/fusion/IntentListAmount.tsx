'use client'

import { useContext } from 'react'
import type { PartProps } from '../part/createPart.js'
import { createIntentPart, type IntentState } from './createIntentPart.js'
import { IntentListContext } from './IntentContext.js'
import { useLocalText } from '../text/useLocalText.js'

export type IntentListAmountProps = PartProps<'span', IntentState>

/** How much, digit by digit as the service said it: amounts are beyond what a number can hold. */
export const IntentListAmount = /* @__PURE__ */ createIntentPart<'span', IntentListAmountProps>(
  'Amount',
  'span',
  function useAmount(props, intent, { locale }) {
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
