import type { JSX } from 'react'
import type { Intent } from '../../protocols/fusion/index.js'
import type { Words } from '../messages/OnwireMessagesProvider.js'
import { createPart, type OwnProps, type PartOptions } from '../part/createPart.js'
import { type FusionMessages, toFusionMessages } from './fusionMessages.js'
import { useRowIntent } from './IntentContext.js'

/** What parts of an intent tell stylesheets and tools, as `data-status`. */
export type IntentState = { readonly status: string }

export interface IntentAround extends Words {
  readonly words: FusionMessages
}

/** A part of an `IntentList.Item`: `'Route'` is `IntentList.Route`, and `ow-intent-route`. Where it has no attributes it isn't drawn. */
export function createIntentPart<Element extends keyof JSX.IntrinsicElements, Props extends PartOptions<IntentState>>(
  part: string,
  tag: Element,
  useAttributes: (props: OwnProps<Props>, intent: Intent, around: IntentAround) => object | undefined,
) {
  const name = `IntentList.${part}`
  const slot = `intent-${part.toLowerCase()}`
  return createPart<Element, IntentState, Props>(name, slot, tag, function useIntentPart(props, { locale, messages }) {
    const intent = useRowIntent(name)
    const attributes = useAttributes(props, intent, { locale, messages, words: toFusionMessages(messages) })
    return attributes && { state: { status: intent.status }, attributes }
  })
}
