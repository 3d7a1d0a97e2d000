'use client'

import { useContext } from 'react'
import type { PartProps } from '../part/createPart.js'
import { VisuallyHidden } from '../part/VisuallyHidden.js'
import { createIntentPart, type IntentState } from './createIntentPart.js'
import { IntentListContext } from './IntentContext.js'

export type IntentListRouteProps = PartProps<'span', IntentState>

/** From which chain to which, as far as the service said. */
export const IntentListRoute = /* @__PURE__ */ createIntentPart<'span', IntentListRouteProps>(
  'Route',
  'span',
  function useRoute(props, { fromChain, toChain }, { words }) {
    const { getChainName } = useContext(IntentListContext)
    if (fromChain === undefined && toChain === undefined) return undefined
    const [from, to] = [fromChain, toChain].map((chain) => {
      if (chain === undefined) return '?'
      return getChainName?.(chain) ?? (/^\d+$/.test(String(chain)) ? words.chain(String(chain)) : String(chain))
    })
    return {
      children: (
        <>
          <span aria-hidden>
            {from} → {to}
          </span>
          <VisuallyHidden>{words.route(from ?? '', to ?? '')}</VisuallyHidden>
        </>
      ),
      ...props,
    }
  },
)
