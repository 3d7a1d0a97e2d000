import { isRecord, isText, toRecord, toText } from '../shared/guards.js'

/** The hash time-locked contract of each chain, in the service's own words: `'locked'`, `'FUNDED'`. */
export interface HtlcLegs {
  readonly source?: string
  readonly destination?: string
}

/** The state of the hash time-locked contracts. Whatever else the service says of them stands beside it, unread. */
export interface HtlcState {
  /** The service's word for both; made of the legs where it has none. */
  readonly state: string
  /** As far as the service tells the chains apart. */
  readonly legs?: HtlcLegs
  readonly [name: string]: unknown
}

/**
 * Reads what the service says of the contracts: a word, or a record with a word (`state`, `status`), with a word or a
 * record for each leg (`source`, `sourceHtlc`), or with flags (`sourceLocked: true`). A state that was read is read as
 * itself.
 */
export function toHtlcState(value: unknown): HtlcState | undefined {
  const { legs: _, status, state = status, ...told } = toRecord(value)
  const word = toText(isText(value) ? value : state)
  if (!word && !isRecord(value)) return undefined
  const legs: Record<string, string> = {}
  const add = (name: string, told: unknown) => {
    const [, leg, rest = ''] = legName.exec(name.replaceAll(/([a-z])([A-Z])/g, '$1_$2').toLowerCase()) ?? []
    const found = leg && toWord(rest, told)
    if (!found) return
    const key = leg.startsWith('s') ? 'source' : 'destination'
    // Flags are all there at once: that it was locked stays true once it is claimed.
    if (rankOf(found) >= rankOf(legs[key])) legs[key] = found
  }
  for (const part of word?.split(/, ?/) ?? []) add(part, true)
  for (const [name, fact] of Object.entries(told)) add(name, fact)
  const made = Object.entries(legs).map(([leg, word]) => `${leg}_${word}`)
  return {
    ...toRecord(value),
    state: word ?? (made.join(', ') || 'unknown'),
    ...(made.length > 0 && { legs }),
  }
}

const legName = /^(source|src|destination|dest|dst)(?:[\s_-]+(.*))?$/

function toWord(rest: string, told: unknown): string | undefined {
  if (told === true) return rest
  if (told === false) return 'pending'
  const { status, state = status, ...flags } = toRecord(told)
  const [flag] = Object.entries(flags).find(([, isSet]) => isSet === true) ?? []
  return toText(isText(told) ? told : state) ?? flag
}

/** Tells whether a leg's word, or the word for both, says that something is locked, or was. */
export function isLocked({ legs, state }: HtlcState): boolean {
  return Object.values(legs ?? { state }).some((word) => rankOf(word) > 0)
}

/** Tells whether what was locked at the source is given back. */
export function isGivenBack({ legs = {}, state }: HtlcState): boolean {
  return /refunded|returned/i.test(legs.source ?? (legs.destination ? '' : state))
}

const lock = /lock|fund|deposit|escrow/i
const notYet = /pending|wait|(^|[_\s-])(un|no)/i

/** Each word comes after those of a lower rank; none that is unknown says that anything is locked. */
function rankOf(word = ''): number {
  if (/refund|return/i.test(word)) return 3
  if (/claim|redeem|withdraw/i.test(word)) return 2
  return lock.test(word) && !notYet.test(word) ? 1 : 0
}
