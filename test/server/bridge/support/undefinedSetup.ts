import { createBridge, type CreateBridgeOptions } from 'onwire/server'
import { base, readEvents, toEventsRequest } from './bridgeSetup.js'
import { createQuietRelay } from './quietRelay.js'
import { expect, onTestFinished } from 'vitest'

export const quietTopic = { kind: 'status', requestId: `0x${'ab'.repeat(32)}` }

/** What a bridge with these options says to a reader, and to a stranger's webhook. */
export async function toEventsOf(options: Omit<CreateBridgeOptions, 'protocols' | 'authorize'>) {
  const bridge = createBridge({ ...options, protocols: [createQuietRelay()], authorize: () => true })
  onTestFinished(async () => bridge.close())
  const response = await bridge.fetch(toEventsRequest([{ protocol: 'relay', topic: quietTopic }]))
  const reader = readEvents(response)
  await expect.poll(reader.eventNames).toContain('subscribed')
  await reader.stop()
  const stranger = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }
  const { status: webhook } = await bridge.fetch(new Request(`${base}/webhooks/relay`, stranger))
  const text = reader.events.map(({ data, event }) => `event: ${event} ${data}`).join('\n')
  return { status: response.status, text, webhook }
}
