import { hideSecrets } from './hideSecrets.js'
import { createSseParser, type SseEvent } from './sseParser.js'
import { toPauseMs } from './toPauseMs.js'
import { createHiddenPage } from './watchHidden.js'
import type { CloseReason, Transport } from '../core/contract/transport.js'

/** The wanted topics, as JSON: a stream can't be told later. */
export type SseTopics = readonly unknown[]

/** When a stream that couldn't be replaced is tried to be replaced again, in ms. */
const againMs = 5_000

/** Asks for a stream, with this body. */
export type AskStream = (body: string, signal: AbortSignal) => Promise<Response>

/**
 * Events over a `fetch` whose answer doesn't end. An EventSource can neither set headers nor carry many topics.
 *
 * - Sent topics replace the former ones: the stream is opened anew, and the old one read until that is up. Nothing is
 *   lost or doubled in between.
 * - The cursor of the last event goes along, also to the next link. Where the server answers `reset`, what was missed
 *   is gone: of what the link had been told `subscribed` or `reset` before, with the same data, that ends the link.
 * - HTTP 401 and 403 close with that code. After 429 and 503 nothing is asked for until `Retry-After` is over.
 * - A stream that can't be replaced is read on, and replaced later.
 * - A page that was hidden for `hiddenMs` lets its stream go, and opens none until it is shown: browsers allow six
 *   connections to one server over HTTP/1.1, all tabs together.
 * - Comments are `alive`. On `renew` the stream is opened anew, as if topics had been sent.
 */
export function sse(ask: AskStream, hiddenMs = 30_000): Transport<SseTopics, SseEvent> {
  const page = createHiddenPage(hiddenMs)
  let cursor: string | undefined
  /** Ids after the cursor that have been told already, by a stream that has since been replaced. */
  const ahead = new Set<string>()
  let pausedUntil = 0

  return {
    open(on, first = []) {
      let topics = first.at(-1) ?? []
      let opened = false
      let isOver = false
      /** More was sent while a stream was being opened. */
      let isOutdated = false
      let current: AbortController | undefined
      let retry: ReturnType<typeof setTimeout> | undefined
      let opening: AbortController | undefined
      /** Ids that the old stream has brought since the new one was asked for. */
      let brought = new Set<string>()
      /** Topics that the link has been told that it has. */
      let held = new Set<string>()

      function end(reason: Omit<CloseReason, 'opened'>) {
        if (isOver) return
        isOver = true
        stopWatching()
        clearTimeout(retry)
        opening?.abort()
        current?.abort()
        on.close({ ...reason, opened, message: hideSecrets(reason.message) })
      }

      /** Handles a stream that can't be opened, or has broken off. */
      function fail(stream: AbortController, reason: Omit<CloseReason, 'opened'>) {
        stream.abort()
        if (current === stream || !current || reason.code !== undefined) return end(reason)
        opening = undefined
        isOutdated = false
        clearTimeout(retry)
        retry = setTimeout(reopen, Math.max(againMs, pausedUntil - performance.now()))
      }

      async function connect() {
        const stream = new AbortController()
        const from = cursor
        const asked = topics
        opening = stream
        brought = new Set()
        const isMine = () => !isOver && (opening === stream || current === stream)
        try {
          if (performance.now() < pausedUntil) throw new Error('it asked for a pause')
          const response = await ask(JSON.stringify({ topics: asked, ...(from && { cursor: from }) }), stream.signal)
          if (!isMine()) return
          const problem = toProblem(response)
          if (problem) {
            if (response.status === 429 || response.status === 503)
              pausedUntil = performance.now() + toPauseMs(response.headers, 5_000)
            return fail(stream, problem)
          }
          current?.abort()
          current = stream
          opening = undefined
          // It begins where it was asked to, before what the old one has brought meanwhile.
          for (const id of brought) ahead.add(id)
          cursor = from
          if (!opened) {
            opened = true
            on.open()
          }
          if (isOutdated) reopen()
          await read(response, isMine, asked.length)
          if (isMine()) fail(stream, { message: 'The event stream ended' })
        } catch (error) {
          if (isMine()) fail(stream, { message: `Event stream refused or unreachable: ${String(error)}` })
        }
      }

      async function read(response: Response, isMine: () => boolean, count: number) {
        /** Topics that this stream has named. */
        const places = new Set<string>()
        const parse = createSseParser({
          comment: () => isMine() && on.alive(),
          event(event) {
            const { data, id } = event
            if (!isMine()) return
            if (event.event === 'reset' && held.has(data))
              return end({ message: 'The event stream has lost its place' })
            if (/^(reset|subscribed|refused)$/.test(event.event)) {
              held.add(data)
              // A topic that it no longer carries may begin anew.
              if (places.add(data).size === count) held = places
            }
            if (id) cursor = id
            if (event.event === 'renew') return reopen()
            // A mere cursor tells nothing.
            if (!data) return
            if (id && opening) brought.add(id)
            if (!id || !ahead.delete(id)) on.frame(event)
          },
        })
        const reader = response.body?.getReader()
        const decoder = new TextDecoder()
        for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
          parse(decoder.decode(part.value, { stream: true }))
      }

      function reopen() {
        isOutdated = opening !== undefined
        if (!isOutdated) void connect()
      }

      function begin() {
        if (!isOver && !opening && !current && !page.isResting()) void connect()
      }

      const stopWatching = page.watch({
        onHidden: () => end({ message: 'The page is hidden: its stream was let go' }),
        onShown: begin,
      })
      // One turn later, so that nothing is called before `open` has returned.
      queueMicrotask(begin)

      return {
        send(frame) {
          topics = frame
          if (opened && !isOver) reopen()
          else isOutdated = opening !== undefined
        },
        close: () => end({ message: 'Closed by onwire' }),
      }
    },
  }
}

/** A proxy's own page has another type. */
function toProblem({ headers, ok, status }: Response): Omit<CloseReason, 'opened'> | undefined {
  if (ok && headers.get('content-type')?.startsWith('text/event-stream')) return undefined
  const isRefusal = status === 401 || status === 403
  return { ...(isRefusal && { code: status }), message: `HTTP ${status} in place of an event stream` }
}
