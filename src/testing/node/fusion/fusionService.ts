import type { Server } from 'socket.io'
import { fusionFaultNames } from '../../simulators/fusion/fusionFaults.js'
import { fusionScenarios, getFusionScenario } from '../../simulators/fusion/fusionScenarios.js'
import type { FusionSimulatorCore } from '../../simulators/fusion/fusionSimulatorCore.js'
import { readNumber, readText, requireText } from '../control/controlBody.js'
import { serveSocketIo, type SocketIoOptions } from '../socketIo/serveSocketIo.js'
import { findFault, type SimulatorControl } from '../control/simulatorControl.js'
import type { SimulatorService } from '../simulatorService.js'

export interface FusionServiceOptions extends SocketIoOptions {
  /** The class of the package `socket.io`, which is an optional peer. */
  readonly Server: typeof Server
}

/** Fusion's coordinator for a port. */
export function toFusionService(simulator: FusionSimulatorCore, options: FusionServiceOptions): SimulatorService {
  const { clock, random, rest, events, pingIntervalMs, pingTimeoutMs } = simulator
  return {
    clock,
    random,
    rest,
    control: createFusionControl(simulator),
    toUrls: (authority) => ({ socketUrl: `http://${authority}`, apiUrl: `http://${authority}` }),
    serveSockets: (server, latency) =>
      serveSocketIo(server, { ...options, clock, latency, events, pingIntervalMs, pingTimeoutMs }),
  }
}

function createFusionControl(simulator: FusionSimulatorCore): SimulatorControl {
  const { faults } = simulator
  return {
    starts: 'intents',
    scenarios: Object.values(fusionScenarios),
    faultNames: fusionFaultNames,
    log: simulator.log,
    start(body) {
      const intentId = readText(body, 'intentId')
      const speed = readNumber(body, 'speed')
      const intent = simulator.start(getFusionScenario(requireText(body, 'scenario')), {
        ...(intentId !== undefined && { intentId }),
        ...(speed !== undefined && { speed }),
      })
      return { intentId: intent.intentId }
    },
    applyFault(name, body) {
      const fault = findFault(fusionFaultNames, name)
      const retryAfterS = readNumber(body, 'retryAfterS')
      if (fault === 'rate-limited' && retryAfterS !== undefined) faults.breakRest('rate-limited', { retryAfterS })
      else faults.apply(fault)
      return faults.state()
    },
    state: () => ({
      faults: faults.state(),
      counters: simulator.counters,
      requestsLastMinute: simulator.requestsLastMinute(),
      stats: simulator.stats(),
      intents: simulator.intents.all().map(({ formerIds, intentId, scenario, truth }) => ({
        intentId,
        formerIds,
        scenario: scenario.name,
        truth: truth(),
      })),
    }),
  }
}
