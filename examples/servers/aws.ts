import { createRelayWebhookHandler, type RelayWebhookEvent, toAwsHandler } from 'onwire/server'

/** Your table of events. */
async function save({ data }: RelayWebhookEvent): Promise<void> {
  console.log(JSON.stringify({ requestId: data.requestId, status: data.status }))
}

/**
 * A function takes webhooks in. It ends with its answer, so that it serves no streams: those are a long-lived process's.
 * A repeated event may meet another copy of the function: save by `delivery.id`, or pass `redisWebhookStore()`.
 */
export const handler = toAwsHandler(
  createRelayWebhookHandler({ apiKey: () => process.env['RELAY_API_KEY'] ?? '', onEvent: save }),
)
