import { once } from 'node:events'
import { createServer, request as openRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Site } from './buildPage.js'

/**
 * What stands in front of several instances, and serves the page.
 *
 * - A request goes to the first instance, and to the next one where that doesn't answer.
 * - Where an instance dies in mid-answer its readers are cut off, and where a reader goes its instance is told.
 */
export async function startBalancer(site: Site, instances: readonly string[]) {
  let cuts = 0
  const onCut = () => {
    cuts += 1
  }
  const server = createServer((request, response) => void answer(request, response))

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const { pathname } = new URL(request.url ?? '/', 'http://page')
    const file = site(pathname)
    if (file) {
      response.writeHead(200, { 'content-type': file.type }).end(file.body)
      return
    }
    const chunks: Uint8Array[] = []
    for await (const chunk of request) chunks.push(chunk)
    for (const instance of instances) if (await pass(instance, request, Buffer.concat(chunks), response, onCut)) return
    response.writeHead(502).end()
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    /** How many event streams an instance has ended while their reader still listened. */
    cuts: () => cuts,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** Answers whether the instance did. */
function pass(
  instance: string,
  { headers, method, url }: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
  onCut: () => void,
) {
  return new Promise<boolean>((resolve) => {
    const passed = openRequest(`${instance}${url}`, { method, headers, agent: false })
    response.once('close', () => passed.destroy())
    passed.once('error', () => resolve(false))
    passed.once('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.on('error', () => response.destroy())
      const isStream = answer.headers['content-type']?.startsWith('text/event-stream')
      if (isStream) answer.once('close', () => response.closed || onCut())
      answer.pipe(response)
      resolve(true)
    })
    passed.end(body)
  })
}
