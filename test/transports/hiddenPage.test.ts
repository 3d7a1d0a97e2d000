import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { sse } from '../../src/transports/sse.js'

let visibility: 'visible' | 'hidden' = 'visible'
const page = new EventTarget()

function setVisibility(next: typeof visibility) {
  visibility = next
  page.dispatchEvent(new Event('visibilitychange'))
}

beforeEach(() => {
  visibility = 'visible'
  vi.useFakeTimers()
  Object.defineProperty(page, 'visibilityState', { get: () => visibility, configurable: true })
  vi.stubGlobal('document', page)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A server whose streams tell one event with an id, and stay open. */
function start(hiddenMs?: number) {
  const asked: { readonly topics: unknown; readonly cursor?: string }[] = []
  let open = 0
  const transport = sse(async (body, signal) => {
    asked.push(JSON.parse(body))
    const id = asked.length
    open += 1
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(`event: update\nid: ${id}\ndata: {"n":${id}}\n\n`))
        signal.addEventListener('abort', () => {
          open -= 1
          controller.error(signal.reason)
        })
      },
    })
    return new Response(stream, { headers: { 'content-type': 'text/event-stream' } })
  }, hiddenMs)
  const told: string[] = []
  const link = () =>
    transport.open(
      {
        open: () => told.push('open'),
        frame: ({ data }) => told.push(data),
        alive: () => {},
        close: ({ message }) => told.push(`close: ${message}`),
      },
      [['a']],
    )
  return { asked, link, open: () => open, told }
}

describe('The stream of a page', () => {
  test('that is hidden for 30 s is let go, and comes back by its cursor once the page is shown', async () => {
    const { asked, link, open, told } = start()
    link()
    await vi.advanceTimersByTimeAsync(0)
    setVisibility('hidden')
    await vi.advanceTimersByTimeAsync(29_999)
    expect([open(), told]).toEqual([1, ['open', '{"n":1}']])
    await vi.advanceTimersByTimeAsync(1)
    expect([open(), told.at(-1), vi.getTimerCount()]).toEqual([
      0,
      'close: The page is hidden: its stream was let go',
      0,
    ])
    // The engine opens another link: nothing is asked for until the page is shown.
    link()
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(asked).toHaveLength(1)
    setVisibility('visible')
    await vi.advanceTimersByTimeAsync(0)
    expect(asked).toEqual([{ topics: ['a'] }, { topics: ['a'], cursor: '1' }])
    expect([open(), told.slice(-2)]).toEqual([1, ['open', '{"n":2}']])
  })

  test('that is shown again in time is left alone', async () => {
    const { asked, link, open } = start()
    link()
    await vi.advanceTimersByTimeAsync(0)
    for (let time = 0; time < 5; time += 1) {
      setVisibility('hidden')
      await vi.advanceTimersByTimeAsync(20_000)
      setVisibility('visible')
      await vi.advanceTimersByTimeAsync(20_000)
    }
    expect([asked.length, open(), vi.getTimerCount()]).toEqual([1, 1, 0])
  })

  test('that was opened in the background opens its stream, and lets it go after 30 s', async () => {
    visibility = 'hidden'
    const { asked, link, open } = start()
    const stay = link()
    await vi.advanceTimersByTimeAsync(0)
    expect([asked.length, open()]).toEqual([1, 1])
    await vi.advanceTimersByTimeAsync(30_000)
    expect(open()).toBe(0)
    stay.close()
    expect(vi.getTimerCount()).toBe(0)
  })

  test('stays for as long as the app says, or always', async () => {
    const short = start(5_000)
    const always = start(Infinity)
    const links = [short.link(), always.link()]
    await vi.advanceTimersByTimeAsync(0)
    setVisibility('hidden')
    await vi.advanceTimersByTimeAsync(5_000)
    expect([short.open(), always.open()]).toEqual([0, 1])
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(always.open()).toBe(1)
    for (const each of links) each.close()
    expect([always.open(), vi.getTimerCount()]).toEqual([0, 0])
  })
})
