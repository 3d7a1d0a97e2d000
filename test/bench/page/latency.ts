/** When the frame came, by the time that it bears. */
const receivedAt = new Map<number, number>()
const latencies: number[] = []

/** From now on each socket notes when a frame came, before any listener of its user's is called. */
export function startRecording() {
  globalThis.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      this.addEventListener('message', ({ data }) => {
        const [, updatedAt] = /"updatedAt":(\d+)/.exec(String(data)) ?? []
        if (updatedAt) receivedAt.set(Number(updatedAt), performance.now())
      })
    }
  }
}

export function recordShown(updatedAt: number) {
  const at = receivedAt.get(updatedAt)
  if (at !== undefined) latencies.push(performance.now() - at)
}

/** In ms, and forgotten then. */
export function takeLatencies(): number[] {
  return latencies.splice(0)
}
