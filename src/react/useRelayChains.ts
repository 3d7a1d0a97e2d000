'use client'

import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { getRelayChains, type RelayChain } from '../protocols/relay/index.js'
import { getRelayEngine } from './getRelayEngine.js'
import { useOnwire } from './OnwireProvider.js'

const dayMs = 86_400_000

export interface UseRelayChainsParameters {
  /** Which Relay endpoint, by its `id`; the first one by default. */
  readonly protocol?: string | undefined
  /** Whether to ask at all; true by default. The answer is about 150 kB. */
  readonly enabled?: boolean
}

/** The chains that Relay knows, with their explorers: asked for once a day. */
export function useRelayChains({ enabled = true, protocol }: UseRelayChainsParameters = {}): UseQueryResult<
  readonly RelayChain[]
> {
  const relay = getRelayEngine(useOnwire(), protocol).protocol
  return useQuery({
    queryKey: ['onwire', relay.id, 'chains'],
    queryFn: ({ signal }) => getRelayChains(relay, signal),
    enabled,
    staleTime: dayMs,
    gcTime: dayMs,
    refetchOnMount: true,
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
    refetchInterval: false,
    networkMode: 'always',
    retry: 2,
  })
}
