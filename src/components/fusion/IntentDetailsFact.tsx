'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import { getOwn } from '../../core/utils/getOwn.js'
import { toReadable } from '../text/toReadable.js'
import { toFusionMessages } from './fusionMessages.js'

export interface IntentDetailsFactState {
  /** As the prop. */
  readonly name: string
}

export interface IntentDetailsFactProps extends PartProps<'div', IntentDetailsFactState> {
  /** `route`, `amount`, `solver`, `proofs`, `source` or `destination`: its word is in `messages.fusion.facts`. */
  readonly name: string
}

/** Draws a row of `IntentDetails`: the fact's word, and the children as its value. */
export const IntentDetailsFact = /* @__PURE__ */ createPart(
  'IntentDetailsFact',
  'ow-fact',
  'div',
  ({ children, name, ...props }: IntentDetailsFactProps, { messages }) => ({
    state: { name },
    attributes: {
      ...props,
      children: (
        <>
          <dt>{getOwn(toFusionMessages(messages).facts, name) ?? toReadable(name)}</dt>
          <dd>{children}</dd>
        </>
      ),
    },
  }),
)
