import { hexDigits, type Random } from '../../kit/random.js'

/** Where a bucket sends what comes to it. `internal` ones are heard over the socket, public ones are not. */
export interface WebhookRelayOutput {
  readonly id: string
  readonly name: string
  readonly destination: string
  readonly internal: boolean
}

export interface WebhookRelayBucket {
  readonly id: string
  readonly name: string
  readonly inputId: string
  readonly inputName: string
  /** None: it is heard over the socket all the same. */
  readonly outputs: readonly WebhookRelayOutput[]
}

/** One request that came to a bucket's public endpoint, as the service has logged it. */
export interface WebhookRelayWebhook {
  readonly id: string
  readonly bucket: WebhookRelayBucket
  readonly method: string
  readonly headers: Readonly<Record<string, readonly string[]>>
  readonly query: string
  readonly body: string
  /** The service's clock, in milliseconds. */
  readonly createdAt: number
}

/** A request as its sender sends it. */
export interface WebhookRelayRequest {
  /** Default POST. */
  readonly method?: string
  readonly headers?: Readonly<Record<string, readonly string[]>>
  readonly query?: string
  readonly body?: string
}

export function drawUuid(random: Random): string {
  const text = random.text(32, hexDigits)
  return [text.slice(0, 8), text.slice(8, 12), `4${text.slice(13, 16)}`, `8${text.slice(17, 20)}`, text.slice(20)].join(
    '-',
  )
}
