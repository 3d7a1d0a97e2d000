'use client'

import { useMemo } from 'react'
import type { WordsOptions } from '../messages/words.js'
import { createPart, type PartProps } from '../part/createPart.js'
import { useVoice } from '../part/useVoice.js'
import { RelayStatusListContext, type RelayStatusListOptions } from './relayListContext.js'
import { toRelayListMessages } from './relayListMessages.js'

export interface RelayStatusListRootProps
  extends Omit<PartProps<'ol', object>, 'onSelect'>, WordsOptions, RelayStatusListOptions {}

/** Holds the rows, tells them whom to ask and how chains are named, and says their news to screen readers. */
export const RelayStatusListRoot = /* @__PURE__ */ createPart(
  'RelayStatusList.Root',
  'ow-request-list',
  'ol',
  function useDrawing(
    { children, getChainName, onSelect, protocolId, ...props }: RelayStatusListRootProps,
    { messages },
  ) {
    const options = useMemo(() => ({ getChainName, onSelect, protocolId }), [getChainName, onSelect, protocolId])
    const { ref, say } = useVoice()
    return {
      state: {},
      ref,
      // Its own words are those of the parts inside.
      inside: { say },
      attributes: {
        'aria-label': toRelayListMessages(messages).requests,
        // Safari takes a list without marks for none.
        role: 'list',
        ...props,
        children: <RelayStatusListContext.Provider value={options}>{children}</RelayStatusListContext.Provider>,
      },
    }
  },
)
