import { OnwireError } from '../../../core/contract/errors.js'
import type { Clock } from '../../../core/contract/environment.js'
import type { Protocol } from '../../../core/contract/protocol.js'
import type { ReportBridge } from '../bridgeDiagnostic.js'
import type { BusTopic } from '../../bus/bus.js'
import type { Authenticate, AuthorizeOption, AuthorizeRequest } from '../access.js'
import type { AuthorizeCall, BridgeCall } from '../calls/bridgeCalls.js'
import { createKeyOf, type KeyOf } from '../callers.js'
import { Refusal } from '../refusal.js'
import { shareSignal } from '../../shareSignal.js'
import { type CallerSignal, type LimitOptions, withLimit } from '../../withLimit.js'

export interface AuthorizeOptions {
  readonly authenticate?: Authenticate | undefined
  readonly authorize: AuthorizeOption
  /** See `CreateBridgeOptions`. */
  readonly callbackMs: number
  readonly after: Clock['after']
  readonly keyOf?: KeyOf | undefined
}

/**
 * - Calls `authenticate` once for each request, and `authorize` for each topic.
 * - Refuses a protocol without an entry. One function for all doesn't cover a private protocol.
 * - Refuses a private kind of topics without an entry of its own, `'<id>:<kind>'`, and reports that once.
 * - Only `true` of `authorize` allows; anything else, or a throw, denies.
 * - Neither is waited for longer than `callbackMs`, nor after the client has gone.
 * - Where `authenticate` throws, everybody may try again: a 401 would be final for pages.
 */
export function createAuthorize(
  { after, authenticate, authorize, callbackMs, keyOf }: AuthorizeOptions,
  protocols: ReadonlyMap<string, Protocol>,
  report: ReportBridge,
): AuthorizeRequest {
  checkOptions(authorize, authenticate)
  const own = new Map(Object.entries(typeof authorize === 'function' ? {} : authorize))
  const general = typeof authorize === 'function' ? authorize : undefined
  const getKey = createKeyOf(keyOf, report)
  const find = ({ id, isPrivate }: Protocol) => own.get(id) ?? (isPrivate ? undefined : general)
  const missed = new Set<string>()

  function findFor(protocol: Protocol, kind: string) {
    if (!protocol.privateKinds?.includes(kind)) return find(protocol)
    const entry = `${protocol.id}:${kind}`
    if (!own.has(entry) && !missed.has(entry)) {
      missed.add(entry)
      const message = `Topics of this kind are for the service's own people, and refused: \`authorize\` has no entry '${entry}'. Pass one if readers may see them.`
      report({ code: 'NO_AUTHORIZE', level: 'warn', protocol: protocol.id, message })
    }
    return own.get(entry)
  }

  for (const protocol of protocols.values())
    if (!find(protocol))
      report({ code: 'NO_AUTHORIZE', level: 'warn', protocol: protocol.id, message: toWarning(protocol) })

  /** All topics of a request wait for the same client. */
  const clients = new WeakMap<Request, CallerSignal>()
  function toLimit(name: string, request: Request): LimitOptions {
    const caller = clients.get(request) ?? shareSignal(request.signal)
    clients.set(request, caller)
    return { name, ms: callbackMs, caller, after }
  }

  async function getUser(request: Request, from: unknown): Promise<unknown> {
    if (!authenticate) return undefined
    let user: unknown
    try {
      const run = (getSignal: () => AbortSignal) => authenticate(request, from, getSignal())
      user = await withLimit(run, toLimit('`authenticate`', request))
    } catch (cause) {
      if (request.signal.aborted) throw cause
      const message = '`authenticate` threw: nobody is let in, and all are asked to try again. See the cause.'
      report({ code: 'AUTHENTICATE_FAILED', level: 'error', message, cause })
      throw new Refusal('AUTHENTICATE_FAILED')
    }
    if (user === undefined || user === null || user === false) throw new Refusal('UNAUTHENTICATED')
    return user
  }

  async function isAllowed(request: Request, topic: BusTopic, user: unknown): Promise<boolean> {
    const protocol = protocols.get(topic.protocol)
    const ask = protocol && findFor(protocol, topic.topic.kind)
    const { key, protocol: id } = topic
    return ask ? isGranted(request, id, key, (signal) => ask(request, topic, user, signal)) : false
  }

  async function isGranted(request: Request, protocol: string, key: string, run: (signal: AbortSignal) => unknown) {
    const failed = { code: 'AUTHORIZE_FAILED', level: 'error', protocol, key } as const
    try {
      const answer: unknown = await withLimit((getSignal) => run(getSignal()), toLimit('`authorize`', request))
      if (typeof answer !== 'boolean')
        report({ ...failed, message: '`authorize` answered neither true nor false, which counts as a no.' })
      return answer === true
    } catch (cause) {
      if (request.signal.aborted) throw cause
      report({ ...failed, message: '`authorize` threw, which counts as a no. See the cause.', cause })
      return false
    }
  }

  return async (request, from) => {
    const user = await getUser(request, from)
    return {
      isAllowed: (topic) => isAllowed(request, topic, user),
      isCallAllowed: (call: BridgeCall, ask: AuthorizeCall) =>
        isGranted(request, call.protocol, call.path, (signal) => ask(request, call, user, signal)),
      caller: getKey(request, from, user),
    }
  }
}

function toWarning({ id, isPrivate }: Protocol): string {
  const why = isPrivate ? ', and one function for all does not cover what was said to others' : ''
  return `All topics are refused: \`authorize\` has no entry for this protocol${why}. Pass \`authorize: { '${id}': (request, topic) => … }\`, with an entry for each protocol.`
}

/** Checks also what JavaScript passes. */
function checkOptions(option: unknown, authenticate: unknown): void {
  const all = typeof option === 'object' && option !== null ? Object.values(option) : [option]
  if (authenticate !== undefined && typeof authenticate !== 'function')
    throw new OnwireError({
      code: 'INVALID_AUTHENTICATE',
      what: '`authenticate` of createBridge() is no function.',
      remedy: 'Pass a function that says who asks, or leave it out.',
    })
  if (all.every((each) => typeof each === 'function')) return
  throw new OnwireError({
    code: 'NO_AUTHORIZE',
    what: 'createBridge() got no `authorize`, or one that is no function.',
    why: 'Whoever reaches the route would see everything that its keys can see.',
    remedy:
      'Pass a function that says who may see a topic, or one for each protocol by its id. `() => true` where anybody may.',
  })
}
