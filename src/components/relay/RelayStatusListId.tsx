'use client'

import { useContext } from 'react'
import { createPart, type PartProps } from '../part/createPart.js'
import { mergeProps } from '../part/mergeProps.js'
import { toShortHash } from '../text/toShortHash.js'
import { type RelayRowState, RelayStatusListContext, useRelayRow } from './relayListContext.js'

export interface RelayStatusListIdProps extends PartProps<'button', RelayRowState> {}

/** Draws the request's id, short in its middle: a button where the list has `onSelect`, else plain text. */
export const RelayStatusListId = /* @__PURE__ */ createPart(
  'RelayStatusList.Id',
  'ow-request-id',
  'button',
  function useDrawing(props: RelayStatusListIdProps, _context, name) {
    const { requestId, state } = useRelayRow(name)
    const { onSelect } = useContext(RelayStatusListContext)
    // An id reads from left to right, whatever the language around it.
    const own = { title: requestId, children: <bdi dir="ltr">{toShortHash(requestId)}</bdi> }
    return {
      state,
      tag: onSelect ? 'button' : 'span',
      attributes: mergeProps(onSelect ? { ...own, type: 'button', onClick: () => onSelect(requestId) } : own, props),
    }
  },
)
