import { notifyManager, QueryClient, QueryClientProvider, type QueryClientConfig } from '@tanstack/react-query'
import { act } from '@testing-library/react'
import { createOnwire, OnwireProvider, type Diagnostic, type OnwireClient } from 'onwire'
import { relay, type RelayOptions, type RelayStatus } from 'onwire/relay'
import { createRelaySimulator, type ManualClock, type RelaySimulator, type RelaySimulatorOptions } from 'onwire/testing'
import type { ReactNode } from 'react'
import { createTestEnvironment, type TestPage } from '../../support/environment.js'

// With TanStack's own `setTimeout(0)` a test would have to wait for real time.
notifyManager.setScheduler(queueMicrotask)

export interface RelaySetupOptions {
  readonly queryClient?: QueryClientConfig
  readonly relay?: RelayOptions
  readonly simulator?: RelaySimulatorOptions
  readonly onwire?: { readonly graceMs?: number; readonly pollingIntervalMs?: number }
  readonly isServer?: boolean
}

/** An app around a simulated Relay, all on one clock that is moved by hand. */
export interface RelaySetup {
  readonly clock: ManualClock
  readonly page: TestPage
  readonly simulator: RelaySimulator
  readonly onwire: OnwireClient
  readonly queryClient: QueryClient
  readonly diagnostics: readonly Diagnostic[]
  /** Both providers. */
  readonly Providers: (props: { readonly children?: ReactNode }) => ReactNode
  /** How many timers of onwire's wait. */
  timers(): number
  /** Moves time on in steps short enough that no render is skipped. */
  advance(ms: number): Promise<void>
}

const stepMs = 50

export function createRelaySetup(options: RelaySetupOptions = {}): RelaySetup {
  const { clock, environment, page, timers } = createTestEnvironment({ isServer: options.isServer ?? false })
  const simulator = createRelaySimulator({ clock, seed: 7, ...options.simulator })
  const diagnostics: Diagnostic[] = []
  const onwire = createOnwire({
    protocols: [relay({ ...toRelayOptions(simulator), ...options.relay })],
    environment,
    onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
    ...options.onwire,
  })
  const queryClient = new QueryClient(options.queryClient)
  return {
    clock,
    page,
    simulator,
    onwire,
    queryClient,
    diagnostics,
    timers,
    Providers: ({ children }) => (
      <QueryClientProvider client={queryClient}>
        <OnwireProvider client={onwire}>{children}</OnwireProvider>
      </QueryClientProvider>
    ),
    async advance(ms) {
      for (let left = ms; left > 0; left -= stepMs) await act(() => clock.advanceAsync(Math.min(stepMs, left)))
    },
  }
}

/** What points `relay()` at a simulator. */
export function toRelayOptions({ WebSocket, apiUrl, fetch, url }: RelaySimulator): RelayOptions {
  return { WebSocket, apiUrl, fetch, url }
}

/** A status as an app might have kept it; `at` is the service's clock. */
export function createStatus(requestId: string, status: string, at: number): RelayStatus {
  return {
    requestId,
    status,
    inTxHashes: [],
    txHashes: [],
    refundTxHashes: [],
    updatedAt: at,
    history: [{ status, at, extra: {} }],
    extra: {},
  }
}

/** Without what follows upon the same. */
export function withoutRepeats<Value>(values: readonly Value[]): readonly Value[] {
  return values.filter((value, index) => index === 0 || value !== values[index - 1])
}
