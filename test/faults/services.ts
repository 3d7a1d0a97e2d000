import { type CreateBridgeOptions, relay, webhookRelay } from 'onwire/server'
import { covalent } from 'onwire/server/covalent'
import { fusion } from 'onwire/server/fusion'
import {
  createCovalentSimulator,
  createFusionSimulator,
  createRelaySimulator,
  createWebhookRelaySimulator,
  covalentScenarios,
  fusionScenarios,
  relayScenarios,
} from 'onwire/testing'
import { startCovalentServer, startFusionServer, startRelayServer, startWebhookRelayServer } from 'onwire/testing/node'
import { WebSocket } from 'ws'
import { createTurns, later } from '../support/turns.js'

export const serviceNames = ['relay', 'fusion', 'covalent', 'webhookRelay'] as const
export type ServiceName = (typeof serviceNames)[number]

/** Where a client finds the service: each of its sides behind a proxy of its own. */
export interface Addresses {
  readonly socketPort: number
  readonly apiPort: number
}

export interface FaultyService {
  readonly port: number
  /** As the hooks take it. */
  readonly topic: Readonly<Record<string, unknown>>
  /** Something happens. */
  change(): void
  /** How a page has to show it now. */
  truth(): string
  toUrls(addresses: Addresses): { readonly url: string; readonly apiUrl: string }
  toProtocol(addresses: Addresses): CreateBridgeOptions['protocols'][number]
  close(): Promise<void>
}

const toSteps = <Status extends string>(...statuses: readonly Status[]) =>
  statuses.map((status, index) => ({ at: index * later, status }))
const local = (port: number) => `127.0.0.1:${port}`
const credentials = async () => ({ key: 'hushhush-key', secret: 'hushhush-secret' })

async function startRelay(): Promise<FaultyService> {
  const { clock, turn } = createTurns()
  const simulator = createRelaySimulator({ clock })
  const server = await startRelayServer({ simulator })
  const steps = toSteps('waiting', 'depositing', 'pending', 'submitted')
  const request = simulator.start({ ...relayScenarios['abandoned-quote'], steps })
  const toUrls = ({ apiPort, socketPort }: Addresses) => ({
    url: server.socketUrl.replace(/127\.0\.0\.1:\d+/, local(socketPort)),
    apiUrl: server.apiUrl.replace(/127\.0\.0\.1:\d+/, local(apiPort)),
  })
  return {
    port: server.port,
    topic: { requestId: request.requestId },
    change: turn,
    truth: () => request.truth().status,
    toUrls,
    toProtocol: (addresses) => relay({ ...toUrls(addresses), WebSocket }),
    close: () => closeBoth(simulator, server),
  }
}

async function startFusion(): Promise<FaultyService> {
  const { clock, turn } = createTurns()
  const simulator = createFusionSimulator({ clock })
  const server = await startFusionServer({ simulator })
  const { steps: _steps, ...scenario } = fusionScenarios['happy-path']
  const statuses = ['pending', 'verified', 'locked', 'executing']
  const intent = simulator.start({ ...scenario, steps: toSteps(...statuses) })
  let changes = 0
  const toUrls = ({ apiPort, socketPort }: Addresses) => ({
    url: `http://${local(socketPort)}`,
    apiUrl: `http://${local(apiPort)}`,
  })
  return {
    port: server.port,
    topic: { intentId: intent.intentId },
    change() {
      changes += 1
      turn()
    },
    truth: () => statuses[changes] ?? '',
    toUrls,
    toProtocol: (addresses) => fusion(toUrls(addresses)),
    close: () => closeBoth(simulator, server),
  }
}

async function startCovalent(): Promise<FaultyService> {
  const simulator = createCovalentSimulator()
  const server = await startCovalentServer({ simulator })
  const steps = [{ at: 0, history: { logs: 3, blocks: 30 }, blockMs: 1e8, logsPerBlock: 0 }]
  const story = simulator.start({ ...covalentScenarios.steady, steps })
  const toUrls = ({ apiPort, socketPort }: Addresses) => ({
    url: server.socketUrl.replace(/127\.0\.0\.1:\d+/, local(socketPort)),
    apiUrl: server.apiUrl.replace(/127\.0\.0\.1:\d+/, local(apiPort)),
  })
  return {
    port: server.port,
    topic: { chain: story.chainId, address: story.address },
    change: () => story.burst(1),
    truth: () => String(story.truth().length),
    toUrls,
    toProtocol: (addresses) => covalent({ ...toUrls(addresses), WebSocket }),
    close: () => closeBoth(simulator, server),
  }
}

async function startWebhookRelay(): Promise<FaultyService> {
  const simulator = createWebhookRelaySimulator()
  const server = await startWebhookRelayServer({ simulator })
  simulator.bucket('orders')
  const toUrls = ({ apiPort, socketPort }: Addresses) => ({
    url: server.socketUrl.replace(/127\.0\.0\.1:\d+/, local(socketPort)),
    apiUrl: `http://${local(apiPort)}`,
  })
  return {
    port: server.port,
    topic: { buckets: ['orders'] },
    change: () => void simulator.deliver('orders'),
    truth: () => String(simulator.truth().length),
    toUrls,
    toProtocol: (addresses) => webhookRelay({ ...toUrls(addresses), credentials, WebSocket }),
    close: () => closeBoth(simulator, server),
  }
}

async function closeBoth(simulator: { stop(): void }, server: { close(): Promise<void> }) {
  simulator.stop()
  await server.close()
}

export const services: Readonly<Record<ServiceName, () => Promise<FaultyService>>> = {
  relay: startRelay,
  fusion: startFusion,
  covalent: startCovalent,
  webhookRelay: startWebhookRelay,
}
