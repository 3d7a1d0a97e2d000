/** A browser over HTTP/1.1: six connections to one server, each taken until its answer was read to its end, or aborted. */
export function createSixConnections(
  serve: (request: Request) => Promise<Response>,
  delay: (callback: () => void) => void,
) {
  const waiting: (() => void)[] = []
  const taken = new Map<symbol, string>()
  const most = new Map<string, number>()
  const counts = new Map<string, number>()

  async function take(path: string, signal: AbortSignal): Promise<() => void> {
    while (taken.size >= 6) await new Promise<void>((resolve) => waiting.push(resolve))
    signal.throwIfAborted()
    const place = Symbol(path)
    taken.set(place, path)
    const same = [...taken.values()].filter((each) => each === path).length
    most.set(path, Math.max(most.get(path) ?? 0, same))
    counts.set(path, (counts.get(path) ?? 0) + 1)
    return () => {
      if (taken.delete(place)) waiting.shift()?.()
    }
  }

  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const path = new URL(request.url).pathname.split('/').at(-1) ?? ''
    // Node's Request holds the signal weakly, and may miss its end.
    const signal = init?.signal ?? request.signal
    const leave = await take(path, signal)
    signal.addEventListener('abort', leave)
    await new Promise<void>((resolve) => delay(resolve))
    const response = await serve(request)
    const reader = response.body?.getReader()
    if (!reader) leave()
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const part = await reader?.read()
        if (part?.done === false) return controller.enqueue(part.value)
        leave()
        controller.close()
      },
      async cancel() {
        leave()
        await reader?.cancel()
      },
    })
    signal.addEventListener('abort', () => void reader?.cancel())
    return new Response(body, response)
  }
  return { fetch, counts, most, taken: () => [...taken.values()] }
}
