import { createServiceTime } from '../../kit/serviceTime.js'
import type { SimulatorCore, SimulatorCoreOptions } from '../../kit/simulatorCore.js'
import { createLog } from '../../kit/log.js'
import { createRandom } from '../../kit/random.js'
import type { SocketIoEventServer } from '../../socketIo/socketIoEventServer.js'
import { createFusionCounters, type FusionCounters } from './fusionCounters.js'
import { createFusionFaults, type FusionFaults } from './fusionFaults.js'
import type { FusionIntent } from './fusionIntent.js'
import { createFusionIntents, type FusionIntents, type FusionStartOptions } from './fusionIntents.js'
import { createFusionNews } from './fusionNews.js'
import { createFusionRest } from './fusionRest.js'
import type { FusionScenario } from './fusionScenario.js'
import { type FusionScenarioName, getFusionScenario } from './fusionScenarios.js'
import { createFusionSockets } from './fusionSockets.js'
import { countIntents, type FusionStats } from './fusionState.js'
import { defaultShape, type FusionShape, toError, toTime } from './fusionWire.js'
import { withDefaults } from '../../kit/withDefaults.js'

export interface FusionSimulatorCoreOptions extends SimulatorCoreOptions {
  /** Ids that nobody started play this scenario from the moment a client asks for them. Default: they are unknown. */
  readonly scenario?: FusionScenario | FusionScenarioName | undefined
  /** How the service says things that its page leaves open. Default: numbers of milliseconds, hashes by name, nulls. */
  readonly shape?: Partial<FusionShape> | undefined
  /** When `mempool:stats` is sent: only to whoever subscribes to all, or at each change too. Default `change`. */
  readonly stats?: 'subscribe' | 'change' | undefined
  /** How often a socket is pinged by the server. Default 25 000, as Socket.IO's. */
  readonly pingIntervalMs?: number | undefined
  /** How long a ping may stay unanswered, on either side. Default 20 000, as Socket.IO's. */
  readonly pingTimeoutMs?: number | undefined
  /** REST answers 429 above this. Default 200; `Infinity` for no limit. */
  readonly requestsPerMinute?: number | undefined
}

/** The service without a carrier: what the in-memory frames and the Node server both adapt. */
export interface FusionSimulatorCore extends SimulatorCore {
  readonly pingIntervalMs: number
  readonly pingTimeoutMs: number
  readonly events: SocketIoEventServer
  readonly faults: FusionFaults
  readonly counters: Readonly<FusionCounters>
  readonly intents: Pick<FusionIntents, 'find' | 'all'>
  /** Begins an intent. `done` of what it returns settles with the scenario's last step. */
  start(scenario: FusionScenario | FusionScenarioName, options?: FusionStartOptions): FusionIntent
  /** Counts the intents that the service knows now. */
  stats(): FusionStats
}

export function createFusionSimulatorCore(options: FusionSimulatorCoreOptions = {}): FusionSimulatorCore {
  const { seed = 1, requestsPerMinute = 200, logLimit = 1000, scenario } = options
  const { pingIntervalMs = 25_000, pingTimeoutMs = 20_000 } = options
  const shape = withDefaults(defaultShape, options.shape)
  const { clock, serviceNow } = createServiceTime(options)
  const timestamp = (): unknown => toTime(serviceNow(), shape)
  const random = createRandom(seed)
  const log = createLog(serviceNow, logLimit)
  const counters = createFusionCounters()
  const stats = (): FusionStats => countIntents(intents.all().flatMap((intent) => intent.truth() ?? []))

  const faults = createFusionFaults({
    terminateAll: () => sockets.terminateAll(),
    closeAll: () => sockets.closeAll(),
    disconnectAll: () => sockets.disconnectAll(),
    junkAll: () => sockets.junkAll(),
    garbleAll: () => sockets.garbleAll(),
    settlementProofs: () => sockets.settlementProofs(),
    note: (fault) => log.add({ type: 'fault', fault }),
  })
  const news = createFusionNews({
    shape,
    pushesStats: options.stats !== 'subscribe',
    serviceNow,
    stats,
    publish: (to, event, payload) => sockets.publish(to, event, payload),
  })
  const intents = createFusionIntents({
    clock,
    random,
    defaultScenario: typeof scenario === 'string' ? getFusionScenario(scenario) : scenario,
    serviceNow,
    changed({ previous, state: { intentId, status } }) {
      log.add({ type: 'intent', event: previous === undefined ? 'added' : 'changed', intentId, status })
    },
    push: (change, played) => news.changed(change, played),
    removed(state, played) {
      log.add({ type: 'intent', event: 'removed', intentId: state.intentId, status: state.status })
      news.removed(state, played)
    },
    replaced(before, after, played) {
      const { status } = before
      log.add({ type: 'intent', event: 'removed', intentId: before.intentId, status })
      log.add({ type: 'intent', event: 'added', intentId: after.state.intentId, status })
      news.replaced(before, after, played)
    },
    fault: (name) => faults.apply(name),
  })
  const describe = (intentId: string, how: 'latest' | 'polled') => {
    const intent = intents.adopt(intentId)
    const report = intent?.[how]()
    return intent === undefined || report === undefined ? undefined : news.update(report, intent.scenario)
  }
  const asked = (intentId: string): void => intents.find(intentId)?.begin()
  const askedForAll = (): void => intents.all().forEach((intent) => intent.begin())
  const sockets = createFusionSockets({
    random,
    log,
    counters,
    faults: () => faults.state(),
    asked,
    askedForAll,
    update: (intentId) => describe(intentId, 'latest'),
    stats,
    timestamp,
    toError: (message) => toError(message, shape),
    intentIds: () => intents.all().map((intent) => intent.intentId),
  })
  const rest = createFusionRest({
    log,
    counters,
    requestsPerMinute,
    envelope: shape.rest,
    now: () => clock.now(),
    faults: () => faults.state(),
    asked,
    getIntent: (intentId) => describe(intentId, 'polled'),
    timestamp,
  })

  return {
    clock,
    random,
    pingIntervalMs,
    pingTimeoutMs,
    events: sockets,
    rest,
    faults,
    log,
    counters,
    intents,
    start: (story, startOptions) => intents.start(story, startOptions),
    stats,
    watch: (listener) => log.watch(listener),
    requestsLastMinute: () => rest.requestsLastMinute(),
    stop() {
      for (const intent of intents.all()) intent.stop()
      sockets.terminateAll()
    },
  }
}
