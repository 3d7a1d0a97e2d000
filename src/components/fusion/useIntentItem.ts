'use client'

import { useContext } from 'react'
import type { Intent } from '../../protocols/fusion/index.js'
import type { Words } from '../messages/words.js'
import { needRoot } from '../part/needRoot.js'
import { type FusionMessages, toFusionMessages } from './fusionMessages.js'
import { IntentContext } from './IntentContext.js'

/** An intent's parts carry it for stylesheets and tools, as `data-status`. */
export interface IntentState {
  /** The service's word for it. */
  readonly status: string
}

export interface UseIntentItemReturnType {
  readonly intent: Intent
  readonly words: FusionMessages
  readonly state: IntentState
}

/** Binds a part to the `IntentList.Item` around it: the part carries the intent's status. For `createPart`. */
export function useIntentItem(part: string, { messages }: Pick<Words, 'messages'>): UseIntentItemReturnType {
  const intent = needRoot(useContext(IntentContext), part, '<IntentList.Item intent={…}>')
  return { intent, words: toFusionMessages(messages), state: { status: intent.status } }
}
