import { SimulatorError } from '../../kit/simulatorError.js'
import { type ControlBody, requireText } from './controlBody.js'
import type { SimulatorControl } from './simulatorControl.js'

export const controlPath = '/__simulator'

export interface ControlAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

type Route = (body: ControlBody, query: URLSearchParams) => unknown

/** The requests that a demo page or a test may make of a simulator in another process. */
function toRoutes(control: SimulatorControl): Readonly<Record<string, Route>> {
  const routes: Readonly<Record<string, Route>> = {
    'GET ': () => ({ routes: Object.keys(routes).map((route) => route.replace(' ', ` ${controlPath}`)) }),
    'GET /scenarios': () => ({
      scenarios: control.scenarios.map(({ name, title, description, expect }) => ({
        name,
        title,
        description,
        expect,
      })),
      faults: control.faultNames,
    }),
    [`POST /${control.starts}`]: (body) => control.start(body),
    'POST /faults': (body) => ({ faults: control.applyFault(requireText(body, 'fault'), body) }),
    ...Object.fromEntries(Object.entries(control.acts ?? {}).map(([name, act]) => [`POST /${name}`, act])),
    'GET /log': (_body, query) => ({ entries: control.log.entries(readSince(query)) }),
    'GET /state': () => control.state(),
  }
  return routes
}

function readSince(query: URLSearchParams): number {
  const since = Number(query.get('since') ?? 0)
  if (Number.isInteger(since) && since >= 0) return since
  throw new SimulatorError({
    code: 'BAD_SINCE',
    what: `since is '${query.get('since')}'.`,
    why: 'The log is numbered from 1.',
    remedy: 'Pass the seq of the last entry that you have, or 0 for all.',
  })
}

/** Never throws: bad input is an answer of 4xx that says what to do. */
export function answerControl(control: SimulatorControl, method: string, url: URL, body: ControlBody): ControlAnswer {
  const path = url.pathname.slice(controlPath.length).replace(/\/$/, '')
  const routes = toRoutes(control)
  const route = Object.entries(routes).find(([name]) => name === `${method} ${path}`)?.[1]
  if (route === undefined) return toMissing(Object.keys(routes), method, path)
  try {
    return toAnswer(200, route(body, url.searchParams))
  } catch (error) {
    return toControlError(error)
  }
}

export function toControlError(error: unknown): ControlAnswer {
  if (!(error instanceof SimulatorError)) throw error
  return toAnswer(error.code.endsWith('_EXISTS') ? 409 : 400, { message: error.message, errorCode: error.code })
}

function toMissing(routes: readonly string[], method: string, path: string): ControlAnswer {
  const allowed = routes
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
