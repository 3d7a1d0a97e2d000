'use client'

import { forwardRef, type ReactElement, type ReactNode, useMemo } from 'react'
import type { Intent } from '../../protocols/fusion/index.js'
import type { WordsOptions } from '../messages/words.js'
import { createPart, type PartProps } from '../part/createPart.js'
import { usePartContext } from '../part/PartContext.js'
import { toFusionMessages, toStatusText } from './fusionMessages.js'
import { IntentContext, IntentListContext, type IntentListOptions } from './IntentContext.js'
import { IntentDetailsFact } from './IntentDetailsFact.js'
import { IntentListAmount } from './IntentListAmount.js'
import { IntentListRoute } from './IntentListRoute.js'
import { IntentListSolver } from './IntentListSolver.js'
import type { IntentState } from './useIntentItem.js'

export interface IntentDetailsProps
  extends PartProps<'dl', IntentState>, WordsOptions, Pick<IntentListOptions, 'getChainName' | 'formatAmount'> {
  /** From `useIntent()`. */
  readonly intent: Intent
  /** Draws the row of the route, which a summary beside it has already. True by default. */
  readonly showRoute?: boolean | undefined
}

const FactList = /* @__PURE__ */ createPart(
  'IntentDetails',
  'ow-facts',
  'dl',
  ({ intent, ...attributes }: PartProps<'dl', IntentState> & { readonly intent: Intent }) => ({
    state: { status: intent.status },
    attributes,
  }),
)

/**
 * Draws what the service says of an intent besides its status, a row each: from where to where, how much, its solver,
 * its proofs, and the lock on each chain. What it doesn't say has no row; where it says nothing, nothing is drawn.
 */
export const IntentDetails = /* @__PURE__ */ forwardRef<HTMLDListElement, IntentDetailsProps>(function IntentDetails(
  { formatAmount, getChainName, showRoute = true, ...props },
  ref,
): ReactElement | null {
  const words = toFusionMessages(usePartContext(props).messages)
  const options = useMemo(() => ({ formatAmount, getChainName }), [formatAmount, getChainName])
  const { amount, fromChain, htlcState, proofStatus, solver, toChain } = props.intent
  const { legs = htlcState && { source: htlcState.state } } = htlcState ?? {}
  const word = (told: string | undefined) => told && <bdi>{toStatusText(told, words)}</bdi>
  const values: Readonly<Record<string, ReactNode>> = {
    route: showRoute && (fromChain ?? toChain) !== undefined && <IntentListRoute />,
    amount: amount && <IntentListAmount />,
    solver: solver && <IntentListSolver />,
    proofs: word(proofStatus),
    source: word(legs?.source?.toLowerCase()),
    destination: word(legs?.destination?.toLowerCase()),
  }
  const drawn = Object.entries(values).filter(([, value]) => Boolean(value))
  if (drawn.length === 0) return null
  return (
    <IntentListContext.Provider value={options}>
      <IntentContext.Provider value={props.intent}>
        <FactList {...props} ref={ref}>
          {props.children ??
            drawn.map(([name, value]) => (
              <IntentDetailsFact key={name} name={name}>
                {value}
              </IntentDetailsFact>
            ))}
        </FactList>
      </IntentContext.Provider>
    </IntentListContext.Provider>
  )
})
