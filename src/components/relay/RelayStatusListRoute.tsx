'use client'

import { useContext } from 'react'
import { createPart, type PartProps } from '../part/createPart.js'
import { VisuallyHidden } from '../part/VisuallyHidden.js'
import { type RelayRowState, RelayStatusListContext, useRelayRow } from './relayListContext.js'
import { toRelayListMessages } from './relayListMessages.js'

export interface RelayStatusListRouteProps extends PartProps<'span', RelayRowState> {}

/** Tells from which chain to which the request goes, as far as the service said. */
export const RelayStatusListRoute = /* @__PURE__ */ createPart(
  'RelayStatusList.Route',
  'ow-request-route',
  'span',
  useRelayRow,
  function useAttributes(props: RelayStatusListRouteProps, { data }, { messages }) {
    const { getChainName } = useContext(RelayStatusListContext)
    const words = toRelayListMessages(messages)
    const { destinationChainId, originChainId } = data ?? {}
    if (originChainId === undefined && destinationChainId === undefined) return undefined
    const toName = (id: number | undefined) =>
      id === undefined ? '?' : (getChainName?.(id) ?? words.chain(String(id)))
    const [from, to] = [toName(originChainId), toName(destinationChainId)]
    return {
      children: (
        <>
          <span aria-hidden>{`${from} → ${to}`}</span>
          <VisuallyHidden>{words.route(from, to)}</VisuallyHidden>
        </>
      ),
      ...props,
    }
  },
)
