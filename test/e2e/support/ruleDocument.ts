/** What a stage's time finds in each document of its page. */
interface DocumentTime {
  /** Runs all that falls due within so many ms, and gives the wire a turn then. Resolves with how long until the next timer. */
  step(ms: number): Promise<number>
  /** One request to the page's own server and back: what was sent before it has arrived by then, both ways. */
  turn(): Promise<void>
}

declare global {
  interface Window {
    readonly stage: DocumentTime
  }
}

/**
 * Takes a document's clock and chance over, before its own scripts run: its time stands still until it is told to move. It is sent
 * into the page as text, so that it needs all that it has from its argument.
 */
export function ruleDocument({ seed, startMs }: { readonly seed: number; readonly startMs: number }): void {
  interface Timer {
    readonly due: number
    readonly run: () => void
  }
  const frameMs = 16
  const fetchReally = window.fetch.bind(window)
  const MachineDate = Date
  const timers = new Map<number, Timer>()
  let now = startMs
  let lastId = 0
  let state = seed

  function set(run: () => void, ms = 0, id = (lastId += 1)): number {
    // Whole ms, and at least one: time moves however often a timer is set again.
    timers.set(id, { due: now + Math.max(Math.ceil(ms) || 0, 1), run })
    return id
  }
  const clear = (id?: number) => void (id !== undefined && timers.delete(id))

  /** Of those due at once the one that was set first: a map keeps their order. */
  function findNext(): [id: number, timer: Timer] | undefined {
    let next: [number, Timer] | undefined
    for (const entry of timers) if (!next || entry[1].due < next[1].due) next = entry
    return next
  }

  /** Lets promises settle, and a renderer that goes on in a task of its own. */
  function settle(): Promise<void> {
    const { port1, port2 } = new MessageChannel()
    return new Promise((resolve) => {
      port1.addEventListener('message', () => {
        port1.close()
        resolve()
      })
      port1.start()
      port2.postMessage(undefined)
    })
  }

  async function run(ms: number): Promise<void> {
    const end = now + ms
    for (;;) {
      const next = findNext()
      if (!next || next[1].due > end) break
      const [id, timer] = next
      timers.delete(id)
      now = Math.max(now, timer.due)
      timer.run()
      await settle()
    }
    now = end
  }

  async function turn(): Promise<void> {
    const response = await fetchReally('/api/config').catch(() => undefined)
    await response?.text()
  }

  Math.random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  Object.assign(window, {
    Date: new Proxy(MachineDate, {
      construct: (target, args, made) => Reflect.construct(target, args.length === 0 ? [now] : args, made),
      apply: () => new MachineDate(now).toString(),
      get: (target, key) => (key === 'now' ? () => now : Reflect.get(target, key)),
    }),
    setTimeout: (callback: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) =>
      set(() => callback(...args), ms),
    clearTimeout: clear,
    setInterval(callback: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) {
      const again = () => {
        set(again, ms, id)
        callback(...args)
      }
      const id = set(again, ms)
      return id
    },
    clearInterval: clear,
    requestAnimationFrame: (callback: (at: number) => void) =>
      set(() => callback(now - startMs), frameMs - ((now - startMs) % frameMs)),
    cancelAnimationFrame: clear,
    stage: {
      turn,
      async step(ms) {
        await run(ms)
        await turn()
        return (findNext()?.[1].due ?? Infinity) - now
      },
    } satisfies DocumentTime,
  })
  performance.now = () => now - startMs
}
