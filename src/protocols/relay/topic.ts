import { OnwireError } from '../../core/errors.js'
import { toRequestFrame } from './wire.js'

/** The status of one request. */
export interface RelayTopic {
  readonly kind: 'status'
  /** `0x` and hexadecimal digits, as Relay's quote gives it. Upper and lower case are one. */
  readonly requestId: string
}

export function toTopicKey({ requestId }: RelayTopic): string {
  return requestId.toLowerCase()
}

export function checkTopic({ requestId }: RelayTopic, protocol: string): OnwireError | undefined {
  if (/^0x[\da-f]+$/i.test(requestId)) return undefined
  return new OnwireError({
    code: 'INVALID_REQUEST_ID',
    what: `"${requestId}" is no Relay request id.`,
    remedy: 'Pass the `requestId` of a quote (`0x` and hexadecimal digits), or undefined while there is none.',
    protocol,
  })
}

/** One subscription a key, whatever its case; unsubscribed with its filter. */
export function toSyncFrames(wanted: readonly RelayTopic[], sent: readonly RelayTopic[]): readonly string[] {
  return [
    ...toMissing(wanted, sent).map((key) => toRequestFrame('subscribe', key)),
    ...toMissing(sent, wanted).map((key) => toRequestFrame('unsubscribe', key)),
  ]
}

function toMissing(topics: readonly RelayTopic[], from: readonly RelayTopic[]): readonly string[] {
  const there = new Set(from.map(toTopicKey))
  return [...new Set(topics.map(toTopicKey))].filter((key) => !there.has(key))
}
