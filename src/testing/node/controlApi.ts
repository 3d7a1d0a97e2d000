import { SimulatorError } from '../simulatorError.js'
import { relayFaultNames } from '../simulators/relay/relayFaults.js'
import { getRelayScenario, relayScenarios } from '../simulators/relay/relayScenarios.js'
import type { RelayServerCore } from '../simulators/relay/relayServerCore.js'
import { type ControlBody, readList, readNumber, readText, requireText } from './controlBody.js'

export const controlPath = '/__simulator'

export interface ControlAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

type Route = (simulator: RelayServerCore, body: ControlBody, query: URLSearchParams) => unknown

/** What a demo page or a test may ask of a simulator in another process. */
const routes: Readonly<Record<string, Route>> = {
  'GET ': () => ({ routes: Object.keys(routes).map((route) => route.replace(' ', ` ${controlPath}`)) }),
  'GET /scenarios': () => ({
    scenarios: Object.values(relayScenarios).map(({ name, title, description, expect }) => ({
      name,
      title,
      description,
      expect,
    })),
    faults: relayFaultNames,
  }),
  'POST /requests': (simulator, body) => {
    const requestId = readText(body, 'requestId')
    const speed = readNumber(body, 'speed')
    const request = simulator.start(getRelayScenario(requireText(body, 'scenario')), {
      ...(requestId !== undefined && { requestId }),
      ...(speed !== undefined && { speed }),
    })
    return { requestId: request.requestId }
  },
  'POST /faults': (simulator, body) => {
    const name = requireText(body, 'fault')
    const fault = relayFaultNames.find((known) => known === name)
    if (fault === undefined) {
      throw new SimulatorError({
        code: 'NO_SUCH_FAULT',
        what: `There is no fault named '${name}'.`,
        why: 'No switch was thrown.',
        remedy: `Choose one of: ${relayFaultNames.join(', ')}.`,
      })
    }
    const retryAfterS = readNumber(body, 'retryAfterS')
    const accept = readList(body, 'accept')
    if (fault === 'rate-limited' && retryAfterS !== undefined) {
      simulator.faults.breakRest('rate-limited', { retryAfterS })
    } else if (fault === 'refuse-key' && accept !== undefined) simulator.faults.refuse('key', { accept })
    else simulator.faults.apply(fault)
    return { faults: simulator.faults.state() }
  },
  'GET /log': (simulator, _body, query) => {
    const since = Number(query.get('since') ?? 0)
    if (!Number.isInteger(since) || since < 0) {
      throw new SimulatorError({
        code: 'BAD_SINCE',
        what: `since is '${query.get('since')}'.`,
        why: 'The log is numbered from 1.',
        remedy: 'Pass the seq of the last entry that you have, or 0 for all.',
      })
    }
    return { entries: simulator.log.entries(since) }
  },
  'GET /state': (simulator) => ({
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

/** Never throws: bad input is an answer of 4xx that says what to do. */
export function answerControl(simulator: RelayServerCore, method: string, url: URL, body: ControlBody): ControlAnswer {
  const path = url.pathname.slice(controlPath.length).replace(/\/$/, '')
  const route = Object.entries(routes).find(([name]) => name === `${method} ${path}`)?.[1]
  if (route === undefined) return toMissing(method, path)
  try {
    return toAnswer(200, route(simulator, body, url.searchParams))
  } catch (error) {
    return toControlError(error)
  }
}

export function toControlError(error: unknown): ControlAnswer {
  if (!(error instanceof SimulatorError)) throw error
  return toAnswer(error.code === 'REQUEST_EXISTS' ? 409 : 400, { message: error.message, errorCode: error.code })
}

function toMissing(method: string, path: string): ControlAnswer {
  const allowed = Object.keys(routes)
    .map((route) => route.split(' '))
    .filter(([, known]) => known === path)
    .map(([known]) => known ?? '')
  if (allowed.length > 0) {
    const message = `${controlPath}${path} answers ${allowed.join(', ')}, and was asked with ${method}.`
    return toAnswer(405, { message, errorCode: 'METHOD_NOT_ALLOWED' }, { allow: allowed.join(', ') })
  }
  const message = `The simulator has no ${controlPath}${path}. GET ${controlPath} lists what it has.`
  return toAnswer(404, { message, errorCode: 'NOT_FOUND' })
}

function toAnswer(status: number, body: unknown, headers: Record<string, string> = {}): ControlAnswer {
  return { status, headers, body }
}
