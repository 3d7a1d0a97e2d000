import type { Clock } from '../../../core/contract/environment.js'
import { isRecord, isText, isTexts } from '../../../protocols/shared/guards.js'
import { isGood, type TopicClaim } from '../topicClaim.js'

/** A new holder of the lease opens its link, and says nothing of topics until then, in ms. */
const waitMs = 2_000

const isNews = (before: TopicClaim | undefined, claim: TopicClaim) =>
  before ? before.isStale !== claim.isStale || before.transport !== claim.transport : !isGood(claim)

export interface TopicClaimsOptions {
  readonly clock: Clock
  readonly protocol: string
  readonly instance: string
  /** Returns what this instance's engine says. */
  readonly getOwn: (key: string) => TopicClaim
  /** Sends to the other members of the bus. */
  readonly send: (message: Readonly<Record<string, unknown>>) => void
  /** Called with each topic whose claim has changed for this instance's readers. */
  readonly onClaim: (key: string) => void
}

/**
 * The claims about one service's topics. The lease's holder has them from its engine, and says them to the other
 * members: their engines speak to nobody.
 *
 * - Claims that mean trouble, and their ends, are said once, together with others of the same moment.
 * - A member that doesn't know a topic's claim asks; the holder answers.
 */
export interface TopicClaims {
  /** Returns the claim of a followed topic. Undefined where only the holder knows it: it is asked. */
  get(key: string): TopicClaim | undefined
  /** The engine says something else of a topic. */
  update(key: string): void
  setHeld(isHeld: boolean): void
  /** Forgets all other topics. */
  keep(keys: ReadonlySet<string>): void
  /** Says everything again: messages may be lost. */
  repeat(): void
  receive(message: Readonly<Record<string, unknown>>): void
  close(): void
}

export function createTopicClaims(options: TopicClaimsOptions): TopicClaims {
  const { clock, getOwn, instance, onClaim } = options
  /** The claims that all members have, as far as this one knows. */
  const common = new Map<string, TopicClaim>()
  const followed = new Set<string>()
  const asked = new Set<string>()
  const messages = createMessages(options, (key) => followed.has(key))
  let role: 'other' | 'waiting' | 'holder' | 'closed' = 'other'
  let stopWaiting: (() => void) | undefined

  function say(key: string) {
    const claim = getOwn(key)
    const before = common.get(key)
    common.set(key, claim)
    messages.say(key)
    if (isNews(before, claim)) onClaim(key)
  }

  function update(key: string) {
    if (role !== 'holder' || !followed.has(key)) return
    if (isNews(common.get(key), getOwn(key))) say(key)
  }

  function sayAll() {
    for (const key of followed) if (common.has(key) || !isGood(getOwn(key))) say(key)
  }

  return {
    get(key) {
      if (role === 'holder') return getOwn(key)
      const claim = common.get(key)
      if (!claim && role === 'other' && followed.has(key) && !asked.has(key)) {
        asked.add(key)
        messages.ask(key)
      }
      return claim
    },
    update,
    setHeld(isHeld) {
      stopWaiting?.()
      // A bus that hangs while it is left may still give the lease.
      if (role === 'closed') return
      role = isHeld ? 'waiting' : 'other'
      asked.clear()
      if (!isHeld) return
      stopWaiting = clock.after(waitMs, () => {
        role = 'holder'
        sayAll()
      })
    },
    keep(keys) {
      for (const key of followed)
        if (!keys.has(key)) {
          followed.delete(key)
          common.delete(key)
          asked.delete(key)
        }
      for (const key of keys)
        if (!followed.has(key)) {
          followed.add(key)
          update(key)
        }
    },
    repeat() {
      asked.clear()
      if (role === 'holder') sayAll()
    },
    receive({ asks, from, claims }) {
      if (from === instance) return
      if (isTexts(asks) && role === 'holder')
        for (const key of asks)
          if (followed.has(key)) {
            common.set(key, getOwn(key))
            messages.say(key)
          }
      if (role === 'holder') return
      for (const [key, claim] of readClaims(claims)) {
        if (!followed.has(key)) continue
        const before = common.get(key)
        common.set(key, claim)
        if (isNews(before, claim)) onClaim(key)
      }
    },
    close() {
      stopWaiting?.()
      role = 'closed'
    },
  }
}

/** Joins the claims of one moment in one message: an outage concerns thousands of topics. */
function createMessages(
  { getOwn, instance, protocol, send }: TopicClaimsOptions,
  isFollowed: (key: string) => boolean,
): { say(key: string): void; ask(key: string): void } {
  const toSay = new Set<string>()
  const toAsk = new Set<string>()

  function schedule(set: Set<string>, key: string) {
    if (toSay.size + toAsk.size === 0) queueMicrotask(flush)
    set.add(key)
  }

  function flush() {
    const said = [...toSay].filter(isFollowed)
    const questions = [...toAsk]
    toSay.clear()
    toAsk.clear()
    if (said.length > 0) send({ protocol, from: instance, claims: said.map((key) => [key, getOwn(key)]) })
    if (questions.length > 0) send({ protocol, from: instance, asks: questions })
  }

  return { say: (key) => schedule(toSay, key), ask: (key) => schedule(toAsk, key) }
}

function readClaims(received: unknown): readonly (readonly [key: string, claim: TopicClaim])[] {
  if (!Array.isArray(received)) return []
  return received.flatMap((each: unknown) => {
    const [key, claim]: readonly unknown[] = Array.isArray(each) ? each : []
    return isText(key) && isClaim(claim) ? [[key, claim] as const] : []
  })
}

function isClaim(value: unknown): value is TopicClaim {
  return isRecord(value) && isText(value['transport']) && typeof value['isStale'] === 'boolean'
}
