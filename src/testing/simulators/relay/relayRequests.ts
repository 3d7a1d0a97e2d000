import { assertSpeed } from '../../kit/assertSpeed.js'
import type { SimulatorClock } from '../../kit/clock.js'
import { createRandom, hexDigits, type Random } from '../../kit/random.js'
import type { Frame } from '../../kit/server.js'
import type { StoryBeginning } from '../../kit/storyTime.js'
import { SimulatorError } from '../../kit/simulatorError.js'
import { toIdKey } from '../../kit/toIdKey.js'
import type { RelayFaultName } from './relayFaults.js'
import { updateFrame } from './relayFrames.js'
import { createRelayRequest, type RelayRequest } from './relayRequest.js'
import type { RelayScenario } from './relayScenario.js'
import { getRelayScenario } from './relayScenarios.js'
import type { SimulatedRelayStatus } from './relayStatus.js'

export interface RelayStartOptions {
  /** `0x` and hexadecimal digits, one or more, in upper or lower case. Default: 64 of them, drawn from the seed. */
  readonly requestId?: string | undefined
  /** 2 plays the scenario twice as fast. Default 1. */
  readonly speed?: number | undefined
  /** When its time begins. Steps at 0 are taken at once in any case. Default `at-once`. */
  readonly begins?: StoryBeginning | undefined
}

export interface RelayRequestsContext {
  readonly clock: SimulatorClock
  readonly random: Random
  /** Requests that nobody started play this one from the moment somebody asks for them. */
  readonly defaultScenario: RelayScenario | undefined
  serviceNow(): number
  statusChanged(status: SimulatedRelayStatus): void
  publish(requestId: string, frame: Frame): void
  fault(name: RelayFaultName): void
}

export interface RelayRequests {
  start(scenario: RelayScenario | string, options?: RelayStartOptions): RelayRequest
  find(requestId: string): RelayRequest | undefined
  /** As `find`, but an id that nobody started begins the default scenario, where there is one. */
  adopt(requestId: string): RelayRequest | undefined
  all(): readonly RelayRequest[]
  /** The ids of the requests that a deposit address has had, newest first. */
  findByAddress(depositAddress: string): readonly string[]
}

/** The service's own ids have 64 digits. Short ones are easy to type, and harm nobody. */
const requestIdShape = /^0x[0-9a-f]+$/i

/** The requests that the service knows. */
export function createRelayRequests(context: RelayRequestsContext): RelayRequests {
  const { clock, random } = context
  const requests = new Map<string, RelayRequest>()
  const find = (requestId: string) => requests.get(toIdKey(requestId))

  const push = (
    status: Partial<SimulatedRelayStatus>,
    now: number,
    requestId: string,
    scenario: RelayScenario,
  ): void => {
    // The sample in the vendor's page is published 15 ms after its update.
    const publishedAt = Math.max(now, status.updatedAt ?? 0) + 15
    const text = updateFrame(status, publishedAt, scenario.envelope ?? 'flat')
    context.publish(requestId, scenario.frames === 'binary' ? new TextEncoder().encode(text) : text)
  }
  const begin = (
    scenario: RelayScenario,
    requestId: string,
    { speed = 1, begins }: RelayStartOptions = {},
  ): RelayRequest => {
    // Its own stream: hashes don't depend on what else the simulator draws meanwhile.
    const own = createRandom(Math.floor(random.next() * 2 ** 32))
    const request = createRelayRequest({
      requestId,
      scenario,
      speed,
      begins,
      clock,
      random: own,
      serviceNow: () => context.serviceNow(),
      statusChanged: (status) => context.statusChanged(status),
      push: (status, now) => push(status, now, requestId, scenario),
      fault: (name) => context.fault(name),
      supersede: (successor) => begin(successor, `0x${own.text(64, hexDigits)}`, { speed }).requestId,
    })
    requests.set(toIdKey(requestId), request)
    return request
  }

  return {
    start(scenario, options = {}) {
      const { requestId = `0x${random.text(64, hexDigits)}`, speed = 1 } = options
      assertStartable(requestId, speed, find(requestId))
      return begin(typeof scenario === 'string' ? getRelayScenario(scenario) : scenario, requestId, options)
    },
    find,
    adopt(requestId) {
      const known = find(requestId)
      if (known || !context.defaultScenario || !requestIdShape.test(requestId)) return known
      return begin(context.defaultScenario, requestId)
    },
    all: () => [...requests.values()],
    findByAddress: (depositAddress) =>
      [...requests.values()].reduce<readonly string[]>(
        (newer, { polled, requestId }) =>
          isSameAddress(polled()['depositAddress'], depositAddress) ? [requestId, ...newer] : newer,
        [],
      ),
  }
}

/** Hexadecimal addresses are compared without their case, as the service does. */
function isSameAddress(known: unknown, wanted: string): boolean {
  if (typeof known !== 'object' || known === null || !('address' in known)) return false
  const toCase = (address: string) => (/^0x/i.test(address) ? address.toLowerCase() : address)
  return typeof known.address === 'string' && toCase(known.address) === toCase(wanted)
}

function assertStartable(requestId: string, speed: number, known: RelayRequest | undefined): void {
  if (!requestIdShape.test(requestId)) {
    throw new SimulatorError({
      code: 'BAD_REQUEST_ID',
      what: `'${requestId}' is no Relay request id.`,
      why: 'The service names its requests by 0x and hexadecimal digits.',
      remedy: 'Pass such an id (0x1 will do), or none to have one drawn.',
    })
  }
  if (known) {
    throw new SimulatorError({
      code: 'REQUEST_EXISTS',
      what: `The request ${requestId} has been started already.`,
      why: 'One id cannot play two scenarios.',
      remedy: 'Pass another id, or none to have one drawn.',
    })
  }
  assertSpeed(speed)
}
