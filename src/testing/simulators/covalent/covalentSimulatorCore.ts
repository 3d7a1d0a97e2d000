import { createServiceTime } from '../../kit/serviceTime.js'
import type { SimulatorCore, SimulatorCoreOptions } from '../../kit/simulatorCore.js'
import { createLog } from '../../kit/log.js'
import { createRandom } from '../../kit/random.js'
import type { SocketServer } from '../../kit/server.js'
import { type CovalentChain, createCovalentChain, type RunningChain } from './covalentChain.js'
import { covalentChains, findCovalentChain } from './covalentChains.js'
import { type CovalentCounters, createCovalentCounters } from './covalentCounters.js'
import { type CovalentFaults, createCovalentFaults } from './covalentFaults.js'
import type { CovalentFilter } from './covalentFilter.js'
import { type CovalentWire, defaultWire } from './covalentMessage.js'
import { createCovalentRest } from './covalentRest.js'
import { type CovalentRestStyle, defaultRestStyle } from './covalentRestAnswers.js'
import type { CovalentScenario } from './covalentScenario.js'
import { type CovalentScenarioName, getCovalentScenario } from './covalentScenarios.js'
import { createCovalentSockets } from './covalentSockets.js'
import { type CovalentStartOptions, createCovalentStories } from './covalentStories.js'
import type { CovalentStory } from './covalentStory.js'
import { withDefaults } from '../../kit/withDefaults.js'

export interface CovalentSimulatorCoreOptions extends SimulatorCoreOptions {
  /** Equal seeds give equal addresses, hashes, logs and re-organisations. Default 1. */
  readonly seed?: number | undefined
  /**
   * Contracts and topics that nobody started play this scenario from the moment a client asks for them. Default: they
   * have no logs.
   */
  readonly scenario?: CovalentScenario | CovalentScenarioName | undefined
  /** How MESSAGE frames travel. Default: one log event object in each, as text. */
  readonly wire?: Partial<CovalentWire> | undefined
  /** How REST answers where the service is known to differ from itself. */
  readonly restStyle?: Partial<CovalentRestStyle> | undefined
  /**
   * How often the server can send a heart-beat and how often it wants one, in milliseconds; 0 for never. Default
   * 10 000 for both.
   */
  readonly beatMs?: { readonly sends: number; readonly wants: number } | undefined
  /** REST answers 401 to every other key. Default: any key will do, and none. */
  readonly apiKeys?: readonly string[] | undefined
  /**
   * REST answers 429 above this, per API key. Default 50, a professional's limit; a trial has 4. `Infinity` for no
   * limit.
   */
  readonly requestsPerSecond?: number | undefined
  /** True: that 429 carries `Retry-After`. Default true. */
  readonly saysRetryAfter?: boolean | undefined
  /**
   * REST knows the newest block, and the logs of so long ago, in ms: its index is behind the chain. At most 300 000;
   * default 0. The fault `index-lag` is one of 45 000.
   */
  readonly indexLagMs?: number | undefined
}

/** The service without a carrier: what the in-memory pipe and the Node server both adapt. */
export interface CovalentSimulatorCore extends SimulatorCore {
  readonly sockets: SocketServer
  readonly faults: CovalentFaults
  readonly counters: Readonly<CovalentCounters>
  /** The truth: a chain as it stands, which begins when it is first asked for; undefined where the service has none. */
  chain(chainId: number): CovalentChain | undefined
  /** Every story that was started or asked for. */
  stories(): readonly CovalentStory[]
  /** Begins a story. `done` of what it returns settles with the scenario's last step. */
  start(scenario: CovalentScenario | CovalentScenarioName, options?: CovalentStartOptions): CovalentStory
  /** Replaces the newest blocks of a chain. */
  reorganise(chainId: number, depth: number): void
  /** So many blocks come at once, with what their contracts emit in each. */
  mine(chainId: number, blocks: number): void
  /** Cuts every socket and forgets every timer: chains stand still until the next `start`, and can still be read. */
  stop(): void
}

export function createCovalentSimulatorCore(options: CovalentSimulatorCoreOptions = {}): CovalentSimulatorCore {
  const { seed = 1, logLimit = 1000, scenario } = options
  const { clock, serviceNow } = createServiceTime(options)
  const random = createRandom(seed)
  const log = createLog(serviceNow, logLimit)
  const counters = createCovalentCounters()
  const chains = new Map<number, RunningChain>()
  let isStopped = false

  const chainOf = (chainId: number): RunningChain | undefined => {
    const facts = covalentChains.find(({ id }) => id === chainId)
    if (facts === undefined) return undefined
    const known = chains.get(chainId)
    if (known !== undefined) return known
    const chain = createCovalentChain({
      facts,
      seed,
      clock,
      serviceNow,
      news(news) {
        const { type: event, height, logs } = news
        log.add({ type: 'chain', event, chainId, height, logs: logs.length })
        sockets.publish(news)
      },
    })
    chains.set(chainId, chain)
    // A request that was on its way when the simulator stopped begins nothing.
    if (!isStopped) chain.run()
    return chain
  }
  const faults = createCovalentFaults({
    terminateAll: () => sockets.terminateAll(),
    closeAll: (code, reason, errorText) => sockets.closeAll(code, reason, errorText),
    junkAll: () => sockets.junkAll(),
    note: (fault) => log.add({ type: 'fault', fault }),
  })
  const stories = createCovalentStories({
    clock,
    random,
    seed,
    defaultScenario: typeof scenario === 'string' ? getCovalentScenario(scenario) : scenario,
    chain: chainOf,
    fault: (name) => faults.apply(name),
  })
  const adopt = (chainId: number, filter: CovalentFilter): void => {
    if (!isStopped) stories.adopt(chainId, filter)
  }
  const sockets = createCovalentSockets({
    clock,
    random,
    log,
    counters,
    wire: withDefaults(defaultWire, options.wire),
    beatMs: options.beatMs ?? { sends: 10_000, wants: 10_000 },
    faults: () => faults.state(),
    knowsChain: (chainId) => covalentChains.some(({ id }) => id === chainId),
    asked: (chainId, filter) => stories.asked(chainId, filter),
    askedForAll: () => stories.all().forEach((story) => story.begin()),
    subscribed: (chainId, filter) => {
      chainOf(chainId)
      adopt(chainId, filter)
    },
  })
  const rest = createCovalentRest({
    log,
    counters,
    style: withDefaults(defaultRestStyle, options.restStyle),
    apiKeys: options.apiKeys,
    requestsPerSecond: options.requestsPerSecond ?? 50,
    saysRetryAfter: options.saysRetryAfter ?? true,
    indexLagMs: options.indexLagMs ?? 0,
    now: () => clock.now(),
    serviceNow,
    faults: () => faults.state(),
    chain(idOrName) {
      const facts = findCovalentChain(idOrName)
      return facts && chainOf(facts.id)
    },
    asked: (chainId, filter) => stories.asked(chainId, filter),
    adopt,
  })

  return {
    clock,
    random,
    sockets,
    rest,
    faults,
    log,
    counters,
    chain: chainOf,
    stories: () => stories.all(),
    start(story, startOptions) {
      isStopped = false
      for (const chain of chains.values()) chain.run()
      return stories.start(story, startOptions)
    },
    reorganise: (chainId, depth) => chainOf(chainId)?.reorganise(depth),
    mine: (chainId, blocks) => chainOf(chainId)?.mine(blocks),
    watch: (listener) => log.watch(listener),
    requestsLastMinute: () => rest.requestsLastMinute(),
    stop() {
      isStopped = true
      for (const story of stories.all()) story.stop()
      for (const chain of chains.values()) chain.stop()
      sockets.terminateAll()
    },
  }
}
