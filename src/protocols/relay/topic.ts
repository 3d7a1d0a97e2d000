/** The status of one request. */
export interface RelayTopic {
  readonly kind: 'status'
  /** `0x` and hexadecimal digits, as Relay's quote gives it. Upper and lower case are one. */
  readonly requestId: string
}

export function toTopicKey({ requestId }: Pick<RelayTopic, 'requestId'>): string {
  return requestId.toLowerCase()
}

/** The topic as its key has it, and nothing else. */
export function fromTopicKey(key: string): RelayTopic {
  return { kind: 'status', requestId: key }
}
