import { createHmac } from 'node:crypto'
import { relay, type RelayOptions } from 'onwire/relay'
import { createBridge, type BridgeDiagnostic, type CreateBridgeOptions } from 'onwire/server'
import { createRelaySimulator } from 'onwire/testing'
import { onTestFinished } from 'vitest'
import { createSseParser, type SseEvent } from '../../../../src/transports/sseParser.js'
import { createTestEnvironment } from '../../../support/environment.js'

export const apiKey = 'hushhush-key-of-the-app-1234567890'
export const base = 'https://app.example/api/onwire'

export interface BridgeSetupOptions extends Partial<CreateBridgeOptions> {
  readonly relay?: RelayOptions
}

/** A bridge in front of a simulated Relay, on one clock that is moved by hand. */
export function createBridgeSetup({ relay: relayOptions, ...options }: BridgeSetupOptions = {}) {
  const { clock, environment, timers } = createTestEnvironment()
  const simulator = createRelaySimulator({ clock, seed: 7 })
  const { apiUrl, fetch, url, WebSocket } = simulator
  const diagnostics: BridgeDiagnostic[] = []
  const protocol = relay({ apiUrl, fetch, url, WebSocket, apiKey, ...relayOptions })
  const start = (own: Partial<CreateBridgeOptions> = {}) => {
    const bridge = createBridge({
      protocols: [protocol],
      authorize: () => true,
      webhooks: { relay: { apiKey, now: () => environment.clock.unixNow(), onDiagnostic: () => {} } },
      environment,
      onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
      ...options,
      ...own,
    })
    onTestFinished(() => bridge.close())
    return bridge
  }
  return { clock, diagnostics, environment, protocol, simulator, start, timers, bridge: start() }
}

export const toTopic = (requestId: string) => ({ protocol: 'relay', topic: { kind: 'status', requestId } })

export const toSnapshotRequest = (requestId: string): Request =>
  new Request(`${base}/snapshot?topic=${encodeURIComponent(JSON.stringify(toTopic(requestId)))}`)

export function toEventsRequest(topics: readonly unknown[], cursor?: string, init: RequestInit = {}): Request {
  return new Request(`${base}/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ topics, cursor }),
    ...init,
  })
}

/** `told` is what the service says: status and the rest. */
export function toWebhook(requestId: string, status: string, updatedAt: number, sentAt: number): Request {
  const body = JSON.stringify({
    event: 'request.status.updated',
    timestamp: sentAt,
    data: { requestId, status, updatedAt, inTxHashes: [], txHashes: [] },
  })
  const signature = createHmac('sha256', apiKey).update(`${sentAt}.${body}`).digest('hex')
  return new Request(`${base}/webhooks/relay`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-signature-timestamp': `${sentAt}`,
      'x-signature-sha256': signature,
    },
    body,
  })
}

export interface ReadEvent extends SseEvent {
  readonly received: { readonly key?: string; readonly code?: string; readonly data?: { readonly status?: string } }
}

/** Reads an event stream to its end, in the background. */
export function readEvents(response: Response) {
  const events: ReadEvent[] = []
  const reader = response.body?.getReader()
  const state = { comments: 0, isOver: false, cursor: undefined as string | undefined }
  const parse = createSseParser({
    comment: () => (state.comments += 1),
    event(event) {
      state.cursor = event.id ?? state.cursor
      if (event.data) events.push({ ...event, received: JSON.parse(event.data) })
    },
  })
  const decoder = new TextDecoder()
  const run = async () => {
    try {
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
        parse(decoder.decode(part.value, { stream: true }))
    } catch {
      // It was cut.
    }
    state.isOver = true
  }
  void run()
  return {
    events,
    state,
    eventNames: () => events.map(({ event }) => event),
    statuses: () => events.flatMap(({ event, received }) => (event === 'update' ? [received.data?.status] : [])),
    stop: () => reader?.cancel(),
  }
}

/** Lets streams and promises run. */
export const settle = async () => {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
}
