import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text as readText } from 'node:stream/consumers'
import type { Peer, TransportServer } from './conformance.js'
import { listenHere } from './listenHere.js'

/** A server of event streams on a port of its own. A client that opens its stream anew is the same peer. */
export async function startSseServer(): Promise<TransportServer> {
  const peers: (Peer & { take(response: ServerResponse, topics: readonly string[]): void })[] = []
  const underWay = new Set<ServerResponse>()
  let door: 'open' | 'refuse' | 'hang' = 'open'

  function createPeer(path: string, first: ServerResponse) {
    const received: string[] = []
    let response = first
    return {
      path,
      received,
      take(next: ServerResponse, topics: readonly string[]) {
        response = next
        received.push(...topics)
      },
      sendText: (text: string) => response.write(`data: ${JSON.stringify(text)}\n\n`),
      close: () => response.end(),
      cut: () => response.destroy(),
      get isGone() {
        return response.destroyed
      },
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse) {
    underWay.add(response)
    response.on('close', () => underWay.delete(response))
    if (door === 'hang') return
    if (door === 'refuse') return void response.writeHead(500).end()
    const { topics } = JSON.parse(await readText(request))
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.flushHeaders()
    const last = peers.at(-1)
    if (last && !last.isGone && topics.length > 0) last.take(response, topics)
    else peers.push(createPeer(request.url ?? '', response))
  }

  const server = createServer((request, response) => void answer(request, response))
  const { host, ...rest } = await listenHere(server)

  return {
    url: `http://${host}`,
    peers,
    setDoor: (next) => (door = next),
    ...rest,
    // Node keeps an idle connection of `fetch` for 4 s.
    countLines: () => underWay.size,
  }
}
