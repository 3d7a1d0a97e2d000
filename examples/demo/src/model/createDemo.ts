import { QueryClient } from '@tanstack/react-query'
import { createOnwire, type Diagnostic, type OnwireClient } from 'onwire'
import { relay } from 'onwire/relay'
import { createRequestList, type RequestList } from './createRequestList.js'
import { createSimulatorControl, type SimulatorControl } from './createSimulatorControl.js'
import { createStore, type Store } from './createStore.js'
import { createWireLog, type WireLog } from './createWireLog.js'
import { type DemoConfig, readSocketUrl } from './readConfig.js'
import type { Wishes } from './readLocation.js'
import { createTappedFetch, createTappedWebSocket } from './tapWire.js'

/** Everything that the page is made of, made once, outside React. */
export interface Demo {
  readonly queryClient: QueryClient
  readonly onwire: OnwireClient
  readonly wire: WireLog
  readonly requests: RequestList
  readonly diagnostics: Store<readonly Noted[]>
  /** How often a key was asked for. */
  readonly keysAsked: Store<number>
  /** Absent where the page shows Relay's own servers. */
  readonly simulator: SimulatorControl | undefined
}

export type Noted = Diagnostic & { readonly at: number }

const keptDiagnostics = 30

export function createDemo(config: DemoConfig, wishes: Wishes): Demo {
  const wire = createWireLog()
  const diagnostics = createStore<readonly Noted[]>([])
  const keysAsked = createStore(0)
  const simulator = config.mode === 'simulator' ? createSimulatorControl(config.apiUrl) : undefined

  const tapped = { WebSocket: createTappedWebSocket(wire), fetch: createTappedFetch(wire) }
  const askForUrl = () => {
    keysAsked.set((count) => count + 1)
    return readSocketUrl()
  }
  const protocol =
    config.mode === 'simulator' ? relay({ ...tapped, url: askForUrl, apiUrl: config.apiUrl }) : relay(tapped)

  const onwire = createOnwire({
    protocols: [protocol],
    onDiagnostic: (diagnostic) =>
      diagnostics.set((all) => [{ ...diagnostic, at: Date.now() }, ...all].slice(0, keptDiagnostics)),
  })

  const requests = createRequestList(simulator)
  for (const requestId of wishes.requestIds) requests.show(requestId)
  if (config.mode === 'live' && config.requestId) requests.show(config.requestId)

  return { queryClient: new QueryClient(), onwire, wire, requests, diagnostics, keysAsked, simulator }
}
