import { QueryClient } from '@tanstack/react-query'
import { createOnwire, type Diagnostic, type OnwireClient } from 'onwire'
import { bridge, type BridgeVia } from 'onwire/bridge'
import { covalent } from 'onwire/covalent'
import { fusion } from 'onwire/fusion'
import { relay } from 'onwire/relay'
import { covalentChains } from 'onwire/testing'
import { webhookRelay } from 'onwire/webhook-relay'
import { bridgeFacts } from './bridgeFacts.js'
import { covalentFacts } from './covalentFacts.js'
import { createService } from './createService.js'
import { createSimulatorControl } from './createSimulatorControl.js'
import { createStore, type Store } from './createStore.js'
import { fusionFacts } from './fusionFacts.js'
import { type DemoConfig, readSocketUrl, readToken } from './readConfig.js'
import type { Wishes } from './readLocation.js'
import { relayFacts } from './relayFacts.js'
import type { Service, ServiceId } from './service.js'
import { webhookRelayFacts } from './webhookRelayFacts.js'
import { createTappedBridgeFetch } from './tapBridge.js'
import { createTapped } from './tapWire.js'

/** Everything that the page is made of, made once, outside React. */
export interface Demo {
  readonly queryClient: QueryClient
  readonly onwire: OnwireClient
  readonly services: Readonly<Record<ServiceId, Service>>
  readonly diagnostics: Store<readonly Noted[]>
  /** Calls a service's REST API over the demo's bridge, which has the keys. */
  readonly call: BridgeVia['call']
}

export type Noted = Diagnostic & { readonly at: number }

const keptDiagnostics = 60

export function createDemo(config: DemoConfig, { followed }: Wishes): Demo {
  const diagnostics = createStore<readonly Noted[]>([])
  const isLive = config.relay.mode === 'live'
  let started = 0
  /** Each contract on a chain of its own, as long as there are any: what one chain does, the others don't. */
  const nextChain = () => ({ chainId: covalentChains[started++ % covalentChains.length]?.id })
  let bucketsStarted = 0
  const nextBucket = () => ({ bucket: bucketNames[bucketsStarted++] ?? `bucket-${bucketsStarted}` })
  const relaySimulator =
    config.relay.mode === 'simulator' ? createSimulatorControl(config.relay.apiUrl, relayFacts.starts) : undefined
  const services = {
    relay: createService(isLive ? { ...relayFacts, ...liveRelay } : relayFacts, relaySimulator),
    bridge: createService(isLive ? { ...bridgeFacts, ...liveBridge } : bridgeFacts, relaySimulator),
    fusion: createService(
      isLive ? { ...fusionFacts, intro: `${simulatedFusion} ${fusionFacts.intro}` } : fusionFacts,
      createSimulatorControl(config.fusion.url, fusionFacts.starts),
    ),
    covalent: createService(
      isLive ? { ...covalentFacts, intro: `${simulatedCovalent} ${covalentFacts.intro}` } : covalentFacts,
      createSimulatorControl(config.covalent.url, covalentFacts.starts, nextChain),
    ),
    'webhook-relay': createService(
      isLive
        ? { ...webhookRelayFacts, intro: `${simulatedWebhookRelay} ${webhookRelayFacts.intro}` }
        : webhookRelayFacts,
      createSimulatorControl(config.webhookRelay.url, webhookRelayFacts.starts, nextBucket),
    ),
  }
  // One way, and so one stream, for all that comes over the bridge.
  const via = bridge('/api/onwire', {
    fetch: createTappedBridgeFetch({
      [bridgeFacts.protocol]: services.bridge.wire,
      [webhookRelayFacts.protocol]: services['webhook-relay'].wire,
    }),
  })
  const count = <Value>({ keysAsked }: Service, ask: () => Promise<Value>) => {
    keysAsked.set((asked) => asked + 1)
    return ask()
  }

  const onwire = createOnwire({
    protocols: [
      relay({
        ...createTapped(services.relay.wire),
        ...(config.relay.mode === 'simulator' && {
          url: () => count(services.relay, () => readSocketUrl('relay')),
          apiUrl: config.relay.apiUrl,
        }),
      }),
      // The same service as another protocol, whose id the demo's bridge knows. Its chains are no secret, and asked for directly.
      relay({
        id: bridgeFacts.protocol,
        via,
        ...(config.relay.mode === 'simulator' && { apiUrl: config.relay.apiUrl }),
      }),
      fusion({
        ...createTapped(services.fusion.wire),
        url: config.fusion.url,
        auth: () => count(services.fusion, async () => ({ token: await readToken() })),
      }),
      covalent({
        ...createTapped(services.covalent.wire),
        url: () => count(services.covalent, () => readSocketUrl('covalent')),
        apiUrl: config.covalent.apiUrl,
      }),
      webhookRelay({ via }),
    ],
    onDiagnostic: (diagnostic) =>
      diagnostics.set((all) => [{ ...diagnostic, at: Date.now() }, ...all].slice(0, keptDiagnostics)),
  })

  for (const { facts, followed: list } of Object.values(services)) for (const id of followed[facts.id]) list.show(id)
  if (config.relay.mode === 'live' && config.relay.requestId)
    for (const { followed: list } of [services.relay, services.bridge]) list.show(config.relay.requestId)
  return { queryClient: new QueryClient(), onwire, services, diagnostics, call: via.call }
}

const liveRelay = {
  noun: 'request',
  intro: 'From Relay’s own servers: no account, no key. One socket serves every transfer on this page.',
}

const liveBridge = {
  noun: 'request',
  intro:
    'One side asks Relay’s own servers from the browser, the other asks this demo’s server, which asks Relay’s. Relay posts no webhooks to a machine like this one.',
}

const simulatedFusion = 'Simulated, as no coordinator has a public address.'
/** Each of its own: what comes to one, the others don't show. */
const bucketNames = ['orders', 'payments', 'invoices', 'refunds']

const simulatedWebhookRelay = 'Simulated, as it wants credentials, which belong on a server.'
const simulatedCovalent = 'Simulated, as Covalent wants a secret key, which belongs on a server.'
