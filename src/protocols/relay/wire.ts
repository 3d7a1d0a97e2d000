/** The one event there is. */
export const event = 'request.status.updated'

/** What is sent, and nothing before `ready`. */
export interface RelayRequestFrame {
  readonly type: 'subscribe' | 'unsubscribe'
  readonly event: typeof event
  /** Always there: an unsubscribe without a filter may end every subscription. */
  readonly filters: { readonly id: string }
}

export function toRequestFrame(type: RelayRequestFrame['type'], id: string): string {
  return JSON.stringify({ type, event, filters: { id } } satisfies RelayRequestFrame)
}
