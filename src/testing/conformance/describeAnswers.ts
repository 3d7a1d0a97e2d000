import type { Protocol } from '../../core/contract/protocol.js'
import type { Topic } from '../../core/contract/topic.js'
import { createCheck } from './createCheck.js'
import type { Framework } from './framework.js'
import { spoilAt, toJsonValue } from './junk.js'

/** A protocol whose service is asked over HTTP, and what is needed to try how it reads the answers. */
export interface AnswersCase<T extends Topic, Data> {
  /** Makes the protocol with this `fetch`. */
  readonly toProtocol: (fetch: typeof globalThis.fetch) => Protocol<T, Data>
  readonly topic: T
  /** Bodies of good answers for that topic, as JSON has them. */
  readonly answers: readonly [unknown, ...unknown[]]
  /** A text that no error may show, such as the key that `toProtocol` was given. */
  readonly secret?: string | undefined
}

/** How many broken answers are tried of each good one. */
const spoiled = 40

/** Tries a kind of topic that is asked for by one GET request: good answers, junk, refusals and pauses. */
export function describeAnswers<T extends Topic, Data>(
  { describe, expect, test }: Framework,
  name: string,
  toCase: () => AnswersCase<T, Data>,
): void {
  describe(`${name} asked over HTTP`, () => {
    const { answers, secret, topic, toProtocol } = toCase()

    async function ask(body: unknown, init: ResponseInit = {}) {
      // A body that is read once needs a new answer for each request.
      const state = toProtocol(() => Promise.resolve(Response.json(body, init))).stateOf(topic)
      const { signal } = new AbortController()
      try {
        const request = <Answer>(run: (signal: AbortSignal) => Promise<Answer>) => run(signal)
        const value = await state.fetch?.(topic, { current: undefined, limit: 1, request })
        return { value, revived: state.revive(JSON.parse(JSON.stringify(value ?? null))) }
      } catch (error) {
        return { error }
      }
    }

    test('reads each good answer, and takes its own value out of a cache', async () => {
      for (const body of answers) {
        const { error, revived, value } = await ask(body)
        expect(error).toBe(undefined)
        expect(value === undefined ? body : true).toBe(true)
        expect(revived).toEqual(value)
      }
    })

    test('says of junk that it is a malformed response, or makes a value of it that is one of its own', async () => {
      const bodies: unknown[] = [null, 0, '', [], {}, '<html>', [[]]]
      createCheck({ runs: spoiled })((chance) => {
        const junk = toJsonValue(chance.junk())
        for (const body of answers) bodies.push(junk, spoilAt(body, chance.integer(0, 1000), junk))
      })
      for (const body of bodies) {
        const { error, revived, value } = await ask(body)
        if (error) expect(toCode(error)).toBe('MALFORMED_RESPONSE')
        else expect(revived).toEqual(value)
      }
    })

    test('asks for a pause where the service does, and tells of its failures without a secret', async () => {
      const body = { message: `no: ${secret}` }
      const headers = { 'retry-after': '7' }
      const { error: limited } = await ask(body, { status: 429, headers })
      const { code, retryAfterMs } = Object(limited)
      expect({ code, retryAfterMs }).toEqual({ code: 'RATE_LIMITED', retryAfterMs: 7000 })
      for (const status of [400, 401, 404, 500, 502]) {
        const { error, value } = await ask(body, { status })
        if (value === undefined) expect(toCode(error)).toBe('REQUEST_FAILED')
        if (secret) expect(String(error).includes(secret)).toBe(false)
      }
    })
  })
}

const toCode = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error)
