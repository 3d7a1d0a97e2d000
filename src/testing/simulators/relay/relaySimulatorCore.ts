import { createServiceTime } from '../../kit/serviceTime.js'
import type { SimulatorCore, SimulatorCoreOptions } from '../../kit/simulatorCore.js'
import { createLog } from '../../kit/log.js'
import { createRandom } from '../../kit/random.js'
import type { SocketServer } from '../../kit/server.js'
import { createRelayCounters, type RelayCounters } from './relayCounters.js'
import { createRelayFaults, type RelayFaults } from './relayFaults.js'
import type { RelayRequest } from './relayRequest.js'
import { createRelayRequests, type RelayRequests, type RelayStartOptions } from './relayRequests.js'
import { createRelayRest } from './relayRest.js'
import type { RelayScenario } from './relayScenario.js'
import { getRelayScenario, type RelayScenarioName } from './relayScenarios.js'
import { createRelaySockets } from './relaySockets.js'
import type { RelayWebhooks, RelayWebhooksOptions } from './relayWebhookOptions.js'
import { createRelayWebhooks } from './relayWebhooks.js'

export interface RelaySimulatorCoreOptions extends SimulatorCoreOptions {
  /** Ids that nobody started play this scenario from the moment a client asks for them. Default: they are unknown. */
  readonly scenario?: RelayScenario | RelayScenarioName | undefined
  /**
   * How long the service takes to say that a socket is ready, in milliseconds. Default 30: what a client sends
   * before is ignored, and counted as a violation. 0 says it at once, so that a client on a real socket that
   * doesn't wait, such as Relay's own SDK, is too late to be early.
   */
  readonly readyDelayMs?: number | undefined
  /** REST answers 429 above this, per API key. Default 200; `Infinity` for no limit. */
  readonly requestsPerMinute?: number | undefined
  /** How many ids `GET /requests/v3` takes at once: it answers 400 above this. Default: as many as are asked for. */
  readonly mostIds?: number | undefined
  /** Posts every status of every request there, signed. Default: nobody is told. */
  readonly webhooks?: RelayWebhooksOptions | undefined
}

/** The service without a carrier: what the in-memory pipe and the Node server both adapt. */
export interface RelaySimulatorCore extends SimulatorCore {
  readonly sockets: SocketServer
  readonly faults: RelayFaults
  readonly counters: Readonly<RelayCounters>
  readonly requests: Pick<RelayRequests, 'find' | 'all'>
  /** Absent where the options name no receiver. */
  readonly webhooks: RelayWebhooks | undefined
  /** Begins a request. `done` of what it returns settles with the scenario's last step. */
  start(scenario: RelayScenario | RelayScenarioName, options?: RelayStartOptions): RelayRequest
}

export function createRelaySimulatorCore(options: RelaySimulatorCoreOptions = {}): RelaySimulatorCore {
  const { seed = 1, readyDelayMs = 30, requestsPerMinute = 200, mostIds = Infinity, logLimit = 1000 } = options
  const { clock, serviceNow } = createServiceTime(options)
  const random = createRandom(seed)
  const log = createLog(serviceNow, logLimit)
  const counters = createRelayCounters()
  const { scenario } = options

  const faults = createRelayFaults({
    terminateAll: () => sockets.terminateAll(),
    closeAll: (code, reason, errorText) => sockets.closeAll(code, reason, errorText),
    junkAll: () => sockets.junkAll(),
    note: (fault) => log.add({ type: 'fault', fault }),
  })
  const webhooks =
    options.webhooks &&
    createRelayWebhooks(options.webhooks, {
      clock,
      serviceNow,
      attempted: ({ attempts, requestId, status }, result) =>
        log.add({ type: 'webhook', requestId, status, attempt: attempts.length, result }),
    })
  const requests = createRelayRequests({
    clock,
    random,
    defaultScenario: typeof scenario === 'string' ? getRelayScenario(scenario) : scenario,
    serviceNow,
    statusChanged(changed) {
      const { requestId, status, updatedAt } = changed
      log.add({ type: 'status', requestId, status, updatedAt })
      webhooks?.send(changed)
    },
    publish: (requestId, frame) => sockets.publish(requestId, frame),
    fault: (name) => faults.apply(name),
  })
  const sockets = createRelaySockets({
    clock,
    random,
    log,
    counters,
    readyDelayMs,
    faults: () => faults.state(),
    asked: (requestId) => requests.find(requestId)?.begin(),
    subscribed: (requestId) => void requests.adopt(requestId),
  })
  const rest = createRelayRest({
    log,
    counters,
    requestsPerMinute,
    mostIds,
    now: () => clock.now(),
    faults: () => faults.state(),
    asked: (requestId) => requests.find(requestId)?.begin(),
    getStatus: (requestId) => requests.adopt(requestId)?.polled(),
    getCreatedAt: (requestId) => requests.find(requestId)?.createdAt,
    findByAddress: requests.findByAddress,
  })

  return {
    clock,
    random,
    sockets,
    rest,
    faults,
    log,
    counters,
    requests,
    webhooks,
    start: (story, startOptions) => requests.start(story, startOptions),
    watch: (listener) => log.watch(listener),
    requestsLastMinute: () => rest.requestsLastMinute(),
    stop() {
      for (const request of requests.all()) request.stop()
      webhooks?.stop()
      sockets.terminateAll()
    },
  }
}
