'use client'

import { useContext } from 'react'
import { createPart, type PartProps } from '../part/createPart.js'
import { mergeProps } from '../part/mergeProps.js'
import { toShortHash } from '../text/toShortHash.js'
import { IntentListContext } from './IntentContext.js'
import { type IntentState, useIntentItem } from './useIntentItem.js'

export interface IntentListIdProps extends PartProps<'button', IntentState> {}

/** Draws the intent's id, short in its middle: a button where the list has `onSelect`, else plain text. */
export const IntentListId = /* @__PURE__ */ createPart(
  'IntentList.Id',
  'ow-intent-id',
  'button',
  function useDrawing(props: IntentListIdProps, context, name) {
    const { intent, state } = useIntentItem(name, context)
    const { onSelect } = useContext(IntentListContext)
    const { intentId } = intent
    // An id reads from left to right, whatever the language around it.
    const own = { title: intentId, children: <bdi dir="ltr">{toShortHash(intentId)}</bdi> }
    return {
      state,
      tag: onSelect ? 'button' : 'span',
      attributes: mergeProps(onSelect ? { ...own, type: 'button', onClick: () => onSelect(intent) } : own, props),
    }
  },
)
