import { relayFaultNames } from '../../simulators/relay/relayFaults.js'
import { getRelayScenario, relayScenarios } from '../../simulators/relay/relayScenarios.js'
import type { RelaySimulatorCore } from '../../simulators/relay/relaySimulatorCore.js'
import { readList, readNumber, readText, requireText } from '../control/controlBody.js'
import { serveSockets } from '../wire/serveSockets.js'
import { findFault, type SimulatorControl } from '../control/simulatorControl.js'
import type { SimulatorService } from '../simulatorService.js'

/** Relay's service for a port. */
export function toRelayService(simulator: RelaySimulatorCore): SimulatorService {
  const { clock, random, sockets, rest } = simulator
  return {
    clock,
    random,
    rest,
    control: createRelayControl(simulator),
    toUrls: (authority) => ({ socketUrl: `ws://${authority}`, apiUrl: `http://${authority}` }),
    serveSockets: (server, latency) => serveSockets(server, { clock, latency, sockets }),
  }
}

function createRelayControl(simulator: RelaySimulatorCore): SimulatorControl {
  return {
    starts: 'requests',
    scenarios: Object.values(relayScenarios),
    faultNames: relayFaultNames,
    log: simulator.log,
    start(body) {
      const requestId = readText(body, 'requestId')
      const speed = readNumber(body, 'speed')
      const request = simulator.start(getRelayScenario(requireText(body, 'scenario')), {
        ...(requestId !== undefined && { requestId }),
        ...(speed !== undefined && { speed }),
      })
      return { requestId: request.requestId }
    },
    applyFault(name, body) {
      const fault = findFault(relayFaultNames, name)
      const retryAfterS = readNumber(body, 'retryAfterS')
      const accept = readList(body, 'accept')
      if (fault === 'rate-limited' && retryAfterS !== undefined) {
        simulator.faults.breakRest('rate-limited', { retryAfterS })
      } else if (fault === 'refuse-key' && accept !== undefined) simulator.faults.refuse('key', { accept })
      else simulator.faults.apply(fault)
      return simulator.faults.state()
    },
    state: () => ({
      faults: simulator.faults.state(),
      counters: simulator.counters,
      requestsLastMinute: simulator.requestsLastMinute(),
      requests: simulator.requests.all().map(({ requestId, scenario, truth }) => ({
        requestId,
        scenario: scenario.name,
        truth: truth(),
      })),
    }),
  }
}
