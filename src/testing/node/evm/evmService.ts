import { evmFaultNames } from '../../simulators/evm/evmFaults.js'
import { evmScenarios, getEvmScenario } from '../../simulators/evm/evmScenarios.js'
import type { EvmSimulatorCore } from '../../simulators/evm/evmSimulatorCore.js'
import { readCount, readNumber, requireText } from '../control/controlBody.js'
import { findFault, type SimulatorControl } from '../control/simulatorControl.js'
import type { SimulatorService } from '../simulatorService.js'
import { serveSockets } from '../wire/serveSockets.js'

/** A simulated node for a port. */
export function toEvmService(simulator: EvmSimulatorCore): SimulatorService {
  const { clock, random, rest, sockets } = simulator
  return {
    clock,
    random,
    rest,
    control: createEvmControl(simulator),
    toUrls: (authority) => ({ socketUrl: `ws://${authority}/`, apiUrl: `http://${authority}/` }),
    serveSockets: (server, latency) => serveSockets(server, { clock, latency, sockets }),
  }
}

function createEvmControl(simulator: EvmSimulatorCore): SimulatorControl {
  return {
    starts: 'stories',
    scenarios: Object.values(evmScenarios),
    faultNames: evmFaultNames,
    log: simulator.log,
    start(body) {
      const speed = readNumber(body, 'speed')
      const scenario = getEvmScenario(requireText(body, 'scenario'))
      const { address, chainId, topic } = simulator.start(scenario, { ...(speed !== undefined && { speed }) })
      return { chainId, address, topic }
    },
    applyFault(name) {
      simulator.faults.apply(findFault(evmFaultNames, name))
      return simulator.faults.state()
    },
    acts: {
      reorg(body) {
        simulator.reorganise(readCount(body, 'depth', { fallback: 6, max: 100 }))
        return {}
      },
    },
    state: () => ({
      faults: simulator.faults.state(),
      counters: simulator.counters,
      requestsLastMinute: simulator.requestsLastMinute(),
      stories: simulator.stories().map(({ address, chainId, scenario, truth }) => ({
        chainId,
        address,
        scenario: scenario.name,
        head: simulator.chain.head().height,
        logs: truth().length,
      })),
    }),
  }
}
