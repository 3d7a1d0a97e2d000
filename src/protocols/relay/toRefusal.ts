import * as v from 'valibot'
import type { Incoming } from '../../core/protocol.js'

const record = v.record(v.string(), v.unknown())
const named = v.object({ filters: v.object({ id: v.string() }) })
const word = v.union([v.string(), v.number()])

/**
 * What an error frame refuses: one topic where it names one, this client where it is about the connection or the key.
 * Of anything else nothing follows: a refusal ends reconnecting, and trouble that passes must not do that.
 */
export function toRefusal(frame: object): Incoming<never> {
  const said = flatten(frame)
  const code = [said.code, said.errorCode, said.statusCode].find((value) => v.is(word, value)) ?? 'REFUSED'
  const words = [said.type, code, said.message, said.error, said.reason].filter((value) => v.is(word, value)).join(' ')
  // The service's code is told, never its message: that one may quote the key.
  const facts = { type: 'refused', code: String(code).slice(0, 40) } as const

  if (said.type === 'unsubscribe') return { type: 'alive' }
  if (/too many|rate.?limit|\b429\b/i.test(words))
    return { type: 'malformed', reason: 'It is an error: too many requests.' }
  if (v.is(named, said)) return { ...facts, scope: 'topic', key: said.filters.id.toLowerCase() }
  if (/^connection|auth|api.?key|forbidden|\b40[13]\b/i.test(words)) return { ...facts, scope: 'connection' }
  return { type: 'malformed', reason: 'It is an error that names neither a request nor the key.' }
}

/** What it says of itself, and in its `error` and `data`. */
function flatten(frame: object): Readonly<Record<string, unknown>> {
  const said = v.parse(record, frame)
  return Object.assign({}, ...[said.error, said, said.data].filter((part) => v.is(record, part)))
}
