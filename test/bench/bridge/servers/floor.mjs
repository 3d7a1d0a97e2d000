// @ts-check
import { readJson } from './readJson.mjs'

/** The least that can be done: `JSON.parse`, a `Map` of sets, `write`. It verifies nothing, merges nothing and remembers nothing. */
export function createFloorServer() {
  /** @type {Map<string, Set<import('node:http').ServerResponse>>} */
  const followers = new Map()
  let count = 0

  return {
    /** @type {import('node:http').RequestListener} */
    async listener(request, response) {
      const told = await readJson(request)
      if (request.url === '/events') {
        response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' })
        for (const { topic } of told.topics) {
          const { requestId } = topic
          followers.set(requestId, (followers.get(requestId) ?? new Set()).add(response))
          response.once('close', () => followers.get(requestId)?.delete(response))
          response.write('event: subscribed\ndata: {}\n\n')
        }
        return
      }
      const { data } = told
      count += 1
      const frame = `event: update\nid: ${count}\ndata: ${JSON.stringify({ key: data.requestId, data })}\n\n`
      for (const follower of followers.get(data.requestId) ?? []) follower.write(frame)
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}')
    },
  }
}
