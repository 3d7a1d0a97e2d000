'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import { toRelayListMessages } from './relayListMessages.js'

export interface RelayStatusListEmptyProps extends PartProps<'li', object> {}

/** Says that there are no requests. */
export const RelayStatusListEmpty = /* @__PURE__ */ createPart(
  'RelayStatusList.Empty',
  'ow-request-empty',
  'li',
  (props: RelayStatusListEmptyProps, { messages }) => ({
    state: {},
    attributes: { children: toRelayListMessages(messages).empty, ...props },
  }),
)
