import * as v from 'valibot'

/** The one event there is. */
const event = 'request.status.updated'

/** What is sent. Nothing may be sent before `ready`. */
export interface RelayRequestFrame {
  readonly type: 'subscribe' | 'unsubscribe'
  readonly event: typeof event
  /** Always there: an unsubscribe without a filter may end every subscription. */
  readonly filters: { readonly id: string }
}

export function toRequestFrame(type: RelayRequestFrame['type'], id: string): string {
  const frame: RelayRequestFrame = { type, event, filters: { id } }
  return JSON.stringify(frame)
}

// What comes. Objects may hold more than is named here; it is kept.

export const readySchema = v.object({ type: v.literal('connection'), status: v.literal('ready') })

/** The documented ack misspells the event (`equest.status.updated`): it is known by its type and its id. */
export const subscribedSchema = v.object({
  type: v.literal('subscribe'),
  status: v.literal('success'),
  data: v.object({ filters: v.object({ id: v.string() }) }),
})

/** Acks that don't say what they are for. */
export const ackSchema = v.object({ type: v.picklist(['subscribe', 'unsubscribe']), status: v.literal('success') })

/** News of a request. It has no `type`, and comes within another `data` at times. */
export const updateSchema = v.object({
  event: v.pipe(v.string(), v.endsWith(event.slice(1))),
  data: v.object({ requestId: v.string(), status: v.string() }),
})

export const envelopeSchema = v.object({ data: updateSchema })

/** Nobody documents error frames: these are the shapes to be ready for. */
export const errorSchema = v.union([
  v.object({ status: v.literal('error') }),
  v.object({ type: v.literal('error') }),
  v.object({ error: v.unknown() }),
])

/** The answer of `GET /intents/status/v3`. */
export const statusSchema = v.object({ status: v.string() })

/** How REST says what is wrong. */
export const problemSchema = v.object({ message: v.string() })
