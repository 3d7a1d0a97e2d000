import { covalentFaultNames } from '../simulators/covalent/covalentFaults.js'
import { covalentScenarios, getCovalentScenario } from '../simulators/covalent/covalentScenarios.js'
import type { CovalentServerCore } from '../simulators/covalent/covalentServerCore.js'
import { readList, readNumber, readText, requireText } from './controlBody.js'
import { serveSockets } from './serveSockets.js'
import { findFault, type SimulatorControl } from './simulatorControl.js'
import type { SimulatorService } from './simulatorService.js'

/** Covalent's service for a port. */
export function toCovalentService(simulator: CovalentServerCore): SimulatorService {
  const { clock, random, sockets, rest } = simulator
  return {
    clock,
    random,
    rest,
    control: createCovalentControl(simulator),
    serveSockets: (server, latency) => serveSockets(server, { clock, latency, sockets }),
  }
}

function createCovalentControl(simulator: CovalentServerCore): SimulatorControl {
  return {
    starts: 'stories',
    scenarios: Object.values(covalentScenarios),
    faultNames: covalentFaultNames,
    log: simulator.log,
    start(body) {
      const chainId = readNumber(body, 'chainId')
      const address = readText(body, 'address')
      const topic = readText(body, 'topic')
      const speed = readNumber(body, 'speed')
      const story = simulator.start(getCovalentScenario(requireText(body, 'scenario')), {
        ...(chainId !== undefined && { chainId }),
        ...(address !== undefined && { address }),
        ...(topic !== undefined && { topic }),
        ...(speed !== undefined && { speed }),
      })
      return { chainId: story.chainId, address: story.address, destination: story.destination }
    },
    applyFault(name, body) {
      const fault = findFault(covalentFaultNames, name)
      const retryAfterS = readNumber(body, 'retryAfterS')
      const accept = readList(body, 'accept')
      if (fault === 'rate-limited' && retryAfterS !== undefined) {
        simulator.faults.breakRest('rate-limited', { retryAfterS })
      } else if (fault === 'wrong-key' && accept !== undefined) simulator.faults.breakRest('wrong-key', { accept })
      else if (fault === 'refuse-key' && accept !== undefined) simulator.faults.refuse('key', { accept })
      else simulator.faults.apply(fault)
      return simulator.faults.state()
    },
    state: () => ({
      faults: simulator.faults.state(),
      counters: simulator.counters,
      requestsLastMinute: simulator.requestsLastMinute(),
      stories: simulator.stories().map(({ chainId, address, destination, scenario, truth }) => ({
        chainId,
        address,
        destination,
        scenario: scenario.name,
        head: simulator.chain(chainId)?.head().height,
        logs: truth().length,
      })),
    }),
  }
}
