import { isInteger, isText, toRecord, toText } from '../shared/guards.js'
import { toHtlcState } from './htlc.js'

const texts = /^(proofStatus|old(Proof)?Status|solver|(from|to)Chain|amount|error|failureReason)$/
const times = /^((proofGenerat|creat|updat|match|complet)edAt|timestamp)$/

/**
 * Reads a field of an update; undefined where it isn't known, or can't be read. A value that was read is read as
 * itself.
 */
export function read(name: string, value: unknown): unknown {
  if (times.test(name)) return toTime(value)
  if (texts.test(name)) return toFact(name, value)
  if (name === 'htlcState') return toHtlcState(value)
  return name === 'txHashes' ? toTransactions(value) : undefined
}

/** Seconds, milliseconds or ISO 8601, as unix ms; only those of 13 digits, which sort like their texts. */
export function toTime(value: unknown): number | undefined {
  const told = Number(value) || Date.parse(String(value))
  const ms = Math.round(told < 1e10 ? told * 1000 : told)
  return /^\d{13}$/.test(String(ms)) ? ms : undefined
}

export function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}

/** A chain may be a number; a reason may be an object with a sentence. */
function toFact(name: string, value: unknown): unknown {
  if (isInteger(value)) return name.endsWith('Chain') ? value : String(value)
  return toText(toRecord(value)['message'] ?? value)
}

/** A list of hashes, or a record of them by name. */
function toTransactions(value: unknown): unknown {
  const told: readonly [string, unknown][] = Object.entries(isText(value) ? [value] : Object(value))
  const transactions = told.flatMap(([key, item]) => {
    const { hash = item, name = key } = toRecord(item)
    return toText(hash) ? [{ ...(isText(name) && /\D/.test(name) && { name }), hash }] : []
  })
  return transactions.length > 0 ? transactions : undefined
}
