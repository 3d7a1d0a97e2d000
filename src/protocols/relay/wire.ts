import * as v from 'valibot'

/** The one event there is. */
const event = 'request.status.updated'

/** What is sent, and nothing before `ready`. */
export interface RelayRequestFrame {
  readonly type: 'subscribe' | 'unsubscribe'
  readonly event: typeof event
  /** Always there: an unsubscribe without a filter may end every subscription. */
  readonly filters: { readonly id: string }
}

export function toRequestFrame(type: RelayRequestFrame['type'], id: string): string {
  return JSON.stringify({ type, event, filters: { id } } satisfies RelayRequestFrame)
}

// What comes. Objects may hold more than is named here; it is kept.

const text = v.custom<string>((value) => typeof value === 'string')
const one = (...words: readonly string[]) => v.custom<string>((value) => words.some((word) => word === value))
const named = v.object({ filters: v.object({ id: text }) })

export const readySchema = v.object({ type: one('connection'), status: one('ready') })

/** The documented ack misspells the event (`equest.status.updated`): it is known by its type and its id. */
export const subscribedSchema = v.object({ type: one('subscribe'), status: one('success'), data: named })

/** Acks that don't say what they are for. An unsubscribe that failed is no worse than news that nobody wants. */
export const ackSchema = v.object({ type: one('subscribe', 'unsubscribe'), status: one('success') })

/** News of a request. It has no `type`, and comes within another `data` at times. */
export const updateSchema = v.object({
  event: one(event, event.slice(1)),
  data: v.object({ requestId: text, status: text }),
})
export const envelopeSchema = v.object({ data: updateSchema })

/** Nobody documents error frames: these are the shapes to be ready for. */
export const errorSchema = v.object({ status: one('error') })
export const topicErrorSchema = v.object({ status: one('error'), data: named })

/** The answer of `GET /intents/status/v3`. */
export const statusSchema = v.object({ status: text })

/** How REST says what is wrong. */
export const problemSchema = v.object({ message: text })
