import type { IncomingMessage, ServerResponse } from 'node:http'
import { text as readText } from 'node:stream/consumers'
import type { Network } from '../../memory/network.js'
import { type RestAnswer, toBodyText } from '../../kit/server.js'

/** Carries a simulator's REST over real HTTP. */
export async function serveRest(
  network: Omit<Network, 'sockets'>,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { clock, latency, rest } = network
  const { method = 'GET' } = request
  const body = method === 'POST' ? await readText(request).catch(() => undefined) : undefined
  const reply = rest.handle({ method, url, headers: toHeaders(request), body })
  if (reply.kind === 'cut') request.socket.destroy()
  else if (reply.kind === 'answer') clock.setTimeout(() => writeAnswer(response, reply), 2 * latency())
}

export function writeAnswer(response: ServerResponse, answer: Omit<RestAnswer, 'kind'>): void {
  response.writeHead(answer.status, {
    ...corsHeaders,
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...answer.headers,
  })
  response.end(toBodyText(answer))
}

/** A browser asks before it sends a key or a JSON body. */
export function writePreflight(request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(204, {
    ...corsHeaders,
    'access-control-allow-methods': 'GET, POST, OPTIONS',
    'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*',
    'access-control-max-age': '600',
  })
  response.end()
}

const corsHeaders = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'retry-after' }

function toHeaders(request: IncomingMessage): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, String(value))
  }
  return headers
}
