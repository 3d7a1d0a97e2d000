import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { BridgeFaultState } from 'onwire/testing/bridge'

/** Something that came in to the bridge. */
export interface Arrival {
  readonly seq: number
  /** In unix ms. */
  readonly at: number
  readonly via: 'webhook' | 'socket' | 'poll'
  /** The request, in lower case. */
  readonly subject: string
  readonly told: string
  /** What became of a webhook; empty for the others. */
  readonly outcome: string
}

/** The switches of webhooks on their way, as they stand. */
export interface WebhookFaultState {
  readonly repeated: boolean
  readonly held: boolean
  readonly lost: boolean
}

export interface BridgeState {
  readonly bridge: BridgeFaultState
  readonly webhooks: WebhookFaultState
  readonly arrivals: readonly Arrival[]
}

export interface BridgeControl {
  /** Undefined until it is known. */
  readonly state: BridgeState | undefined
  fault(name: string): Promise<void>
}

const watchMs = 1_000

/** What the demo's server tells of its bridge, and its switches. No dApp has such a thing. */
export function useBridgeControl({ isWatching = false } = {}): BridgeControl {
  const client = useQueryClient()
  const { data } = useQuery({
    queryKey: ['bridge'],
    queryFn: () => ask(),
    enabled: isWatching,
    refetchInterval: watchMs,
    retry: false,
  })
  return {
    state: data,
    async fault(name) {
      const state = await ask(name).catch(() => undefined)
      if (state) client.setQueryData(['bridge'], state)
    },
  }
}

async function ask(fault?: string): Promise<BridgeState> {
  const response = await (fault === undefined
    ? fetch('/api/bridge')
    : fetch(`/api/bridge?fault=${fault}`, { method: 'POST' }))
  const answer = await response.json()
  if (!response.ok) throw new Error(answer.message)
  return answer
}
