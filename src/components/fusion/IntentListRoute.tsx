'use client'

import { useContext } from 'react'
import { createPart, type PartProps } from '../part/createPart.js'
import { VisuallyHidden } from '../part/VisuallyHidden.js'
import { IntentListContext } from './IntentContext.js'
import { type IntentState, useIntentItem } from './useIntentItem.js'

export interface IntentListRouteProps extends PartProps<'span', IntentState> {}

/** Tells from which chain to which the intent goes, as far as the service said. */
export const IntentListRoute = /* @__PURE__ */ createPart(
  'IntentList.Route',
  'ow-intent-route',
  'span',
  useIntentItem,
  function useAttributes(props: IntentListRouteProps, { intent: { fromChain, toChain }, words }) {
    const { getChainName } = useContext(IntentListContext)
    if (fromChain === undefined && toChain === undefined) return undefined
    const [from, to] = [fromChain, toChain].map((chain) => {
      if (chain === undefined) return '?'
      return getChainName?.(chain) ?? (/^\d+$/.test(String(chain)) ? words.chain(String(chain)) : String(chain))
    })
    return {
      children: (
        <>
          <span aria-hidden>{`${from} → ${to}`}</span>
          <VisuallyHidden>{words.route(from ?? '', to ?? '')}</VisuallyHidden>
        </>
      ),
      ...props,
    }
  },
)
