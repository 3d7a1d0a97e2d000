import { type RestAnswer, toBodyText } from '../kit/server.js'

/** A real `Response`; where a test DOM has no such class (jsdom as Jest sets it up), its shape. */
export function toResponse(answer: RestAnswer): Response {
  const text = toBodyText(answer)
  const headers = new Headers({ 'content-type': 'application/json; charset=utf-8', ...answer.headers })
  const init = { status: answer.status, headers }
  return typeof Response === 'undefined' ? new MemoryResponse(text, init) : new Response(text, init)
}

class MemoryResponse implements Response {
  readonly body = null
  bodyUsed = false
  readonly headers: Headers
  readonly ok: boolean
  readonly redirected = false
  readonly status: number
  readonly statusText = ''
  readonly type = 'default'
  readonly url = ''
  readonly #text: string
  readonly #init: { readonly status: number; readonly headers: Headers }

  constructor(text: string, init: { readonly status: number; readonly headers: Headers }) {
    this.headers = init.headers
    this.status = init.status
    this.ok = init.status >= 200 && init.status < 300
    this.#text = text
    this.#init = init
  }

  async text(): Promise<string> {
    if (this.bodyUsed) throw new TypeError('The body was read before.')
    this.bodyUsed = true
    return this.#text
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text())
  }

  async blob(): Promise<Blob> {
    return new Blob([await this.text()], { type: this.headers.get('content-type') ?? '' })
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return (await this.blob()).arrayBuffer()
  }

  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await this.arrayBuffer())
  }

  formData(): Promise<FormData> {
    return Promise.reject(new TypeError('No simulated service answers with a form.'))
  }

  clone(): Response {
    return new MemoryResponse(this.#text, this.#init)
  }
}
