'use client'

import { useContext } from 'react'
import { createPart, type PartProps } from '../part/createPart.js'
import { mergeProps } from '../part/mergeProps.js'
import { toShortHash } from '../text/toShortHash.js'
import type { IntentState } from './createIntentPart.js'
import { IntentListContext, useRowIntent } from './IntentContext.js'

export type IntentListIdProps = PartProps<'button', IntentState>

/** Which intent, short in its middle: a button where the list has `onSelect`, else plain text. */
export const IntentListId = /* @__PURE__ */ createPart<'button', IntentState, IntentListIdProps>(
  'IntentList.Id',
  'intent-id',
  'button',
  function useId(props, _around, name) {
    const intent = useRowIntent(name)
    const { onSelect } = useContext(IntentListContext)
    const { intentId, status } = intent
    // An id reads from left to right, whatever the language around it.
    const own = { title: intentId, children: <bdi dir="ltr">{toShortHash(intentId)}</bdi> }
    return {
      tag: onSelect ? 'button' : 'span',
      state: { status },
      attributes: mergeProps(onSelect ? { ...own, type: 'button', onClick: () => onSelect(intent) } : own, props),
    }
  },
)
