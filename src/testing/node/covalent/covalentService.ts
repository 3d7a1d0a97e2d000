import { SimulatorError } from '../../kit/simulatorError.js'
import { covalentFaultNames } from '../../simulators/covalent/covalentFaults.js'
import { covalentScenarios, getCovalentScenario } from '../../simulators/covalent/covalentScenarios.js'
import type { CovalentSimulatorCore } from '../../simulators/covalent/covalentSimulatorCore.js'
import type { CovalentStory } from '../../simulators/covalent/covalentStory.js'
import { type ControlBody, readCount, readList, readNumber, readText, requireText } from '../control/controlBody.js'
import { serveSockets } from '../wire/serveSockets.js'
import { findFault, type SimulatorControl } from '../control/simulatorControl.js'
import type { SimulatorService } from '../simulatorService.js'

/** Covalent's service for a port. */
export function toCovalentService(simulator: CovalentSimulatorCore): SimulatorService {
  const { clock, random, sockets, rest } = simulator
  return {
    clock,
    random,
    rest,
    control: createCovalentControl(simulator),
    toUrls: (authority) => ({ socketUrl: `ws://${authority}/v1/`, apiUrl: `http://${authority}/v1` }),
    serveSockets: (server, latency) => serveSockets(server, { clock, latency, sockets }),
  }
}

function createCovalentControl(simulator: CovalentSimulatorCore): SimulatorControl {
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
    acts: {
      reorg(body) {
        simulator.reorganise(findStory(simulator, body).chainId, readCount(body, 'depth', { fallback: 6, max: 100 }))
        return {}
      },
      blocks(body) {
        simulator.mine(findStory(simulator, body).chainId, readCount(body, 'blocks', { fallback: 1, max: 5000 }))
        return {}
      },
      burst(body) {
        findStory(simulator, body).burst(readCount(body, 'logs', { fallback: 10_000, max: 100_000 }))
        return {}
      },
      truth: (body) => ({
        logs: findStory(simulator, body)
          .truth()
          .map(({ block_height, log_offset, tx_hash }) => ({ block_height, log_offset, tx_hash })),
      }),
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

function findStory(simulator: CovalentSimulatorCore, body: ControlBody): CovalentStory {
  const chainId = readNumber(body, 'chainId')
  const address = requireText(body, 'address').toLowerCase()
  const story = simulator
    .stories()
    .find((known) => known.address === address && (chainId === undefined || known.chainId === chainId))
  if (story !== undefined) return story
  throw new SimulatorError({
    code: 'NO_SUCH_STORY',
    what: `No contract ${address} plays a scenario${chainId === undefined ? '' : ` on chain ${chainId}`}.`,
    why: 'There is nothing to do it to.',
    remedy: 'Start one by POST /__simulator/stories, and pass its chainId and address.',
  })
}
