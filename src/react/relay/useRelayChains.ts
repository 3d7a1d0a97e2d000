'use client'

import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { getRelayChains, type RelayChain } from '../../protocols/relay/index.js'
import { getRelayEngine } from './getRelayEngine.js'
import type { LiveError } from '../live/liveError.js'
import { neutralOptions } from '../live/neutralOptions.js'
import { useOnwire } from '../client/OnwireProvider.js'

const dayMs = 86_400_000
const minuteMs = 60_000

export interface UseRelayChainsParameters {
  /** Which Relay endpoint, by its `id`; the first one by default. */
  readonly protocolId?: string | undefined
  /** Asks at all; true by default. The answer is about 150 kB. */
  readonly enabled?: boolean | undefined
}

export type UseRelayChainsReturnType = UseQueryResult<readonly RelayChain[], LiveError>

/**
 * The chains that Relay knows, with their explorers: asked for once a day.
 * Where that fails it is asked again while somebody looks, ever more slowly, up to once a minute.
 */
export function useRelayChains({
  enabled = true,
  protocolId,
}: UseRelayChainsParameters = {}): UseRelayChainsReturnType {
  const client = useOnwire()
  const engine = getRelayEngine(client, protocolId)
  return useQuery<readonly RelayChain[], LiveError>({
    ...neutralOptions,
    queryKey: ['onwire', engine.protocol.id, 'chains'],
    queryFn: () => engine.ask((signal) => getRelayChains(engine.protocol, signal)),
    enabled,
    staleTime: dayMs,
    // A timer would keep each page's cache on a server, and it starts also where nothing is asked.
    gcTime: client.environment.isServer ? Infinity : dayMs,
    refetchOnMount: true,
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
    refetchInterval: ({ state: { errorUpdateCount, status } }) =>
      status === 'error' && Math.min(minuteMs, 1_000 * 2 ** errorUpdateCount),
    refetchIntervalInBackground: false,
    networkMode: 'always',
    retry: false,
    retryOnMount: true,
  })
}
