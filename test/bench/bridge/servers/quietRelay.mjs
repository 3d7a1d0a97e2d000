// @ts-check

/** Relay's socket, which is there and tells nothing: all news come by webhooks. */
export class QuietRelay {
  url
  binaryType = 'blob'
  readyState = 0
  /** @type {((event: unknown) => unknown) | null} */
  onopen = null
  /** @type {((event: { data?: unknown }) => unknown) | null} */
  onmessage = null
  onerror = null
  /** @type {((event: { code: number, reason: string }) => unknown) | null} */
  onclose = null

  /** @param {string} url */
  constructor(url) {
    this.url = url
    setImmediate(() => {
      this.readyState = 1
      this.onopen?.({})
      this.#say({ type: 'connection', status: 'ready', data: { id: 'bench' } })
    })
  }

  /** @param {string} text */
  send(text) {
    const { filters, type } = JSON.parse(text)
    setImmediate(() =>
      this.#say({ type, status: 'success', data: { event: 'request.status.updated', ...(filters && { filters }) } }),
    )
  }

  close() {
    if (this.readyState === 3) return
    this.readyState = 3
    setImmediate(() => this.onclose?.({ code: 1000, reason: '' }))
  }

  /** @param {unknown} told */
  #say(told) {
    if (this.readyState === 1) this.onmessage?.({ data: JSON.stringify(told) })
  }
}
