/** Every fault that a scenario step, a demo button or the control API can name. */
export const webhookRelayFaultNames = [
  'drop',
  'kick',
  'freeze',
  'no-ping',
  'unauthorized',
  'silence-auth',
  'silence-ack',
  'junk',
  'restore',
  'rest-down',
  'rest-error',
  'rest-hang',
  'rate-limited',
  'restore-rest',
] as const

export type WebhookRelayFaultName = (typeof webhookRelayFaultNames)[number]
export type WebhookRelayRestFault = 'down' | 'error' | 'hang' | 'rate-limited'

/** The switches as they stand. */
export interface WebhookRelayFaultState {
  readonly unreachable: boolean
  readonly unauthorized: boolean
  readonly frozen: boolean
  readonly silence: 'ping' | 'auth' | 'ack' | undefined
  readonly rest: WebhookRelayRestFault | undefined
  /** Seconds, for `rate-limited`. */
  readonly retryAfterS: number
}

export const noFaults: WebhookRelayFaultState = {
  unreachable: false,
  unauthorized: false,
  frozen: false,
  silence: undefined,
  rest: undefined,
  retryAfterS: 5,
}

/** Carries a fault out on the sockets that are open at that moment. */
export interface WebhookRelayFaultEffects {
  terminateAll(): void
  closeAll(code: number, reason: string): void
  refuseAll(): void
  junkAll(): void
  note(fault: string): void
}

export interface WebhookRelayFaults {
  /**
   * - `drop` cuts every socket (1006) and admits no new one; `kick` closes every socket once (1012).
   * - `freeze`: sockets stay open and new ones open too, but whatever is sent either way is lost.
   * - `no-ping`: the service pings no more.
   * - `silence-auth`: it doesn't say `authenticated`. `silence-ack`: it doesn't say `subscribed`.
   * - `unauthorized`: nobody's credentials are taken, neither by the socket nor by REST.
   * - `junk` sends every open socket one of each kind of nonsense. `restore` ends all of these.
   * - `rest-down` breaks the connection, `rest-error` answers 503, `rest-hang` never answers, `rate-limited` answers
   *   429 with `Retry-After`. `restore-rest` ends these.
   */
  apply(name: WebhookRelayFaultName, options?: { readonly retryAfterS?: number }): void
  state(): WebhookRelayFaultState
}

export function createWebhookRelayFaults(effects: WebhookRelayFaultEffects): WebhookRelayFaults {
  let state = noFaults
  const change = (part: Partial<WebhookRelayFaultState>): void => {
    state = { ...state, ...part }
  }
  const actions: Readonly<Record<WebhookRelayFaultName, () => void>> = {
    drop() {
      change({ unreachable: true })
      effects.terminateAll()
    },
    kick: () => effects.closeAll(1012, 'Service Restart'),
    freeze: () => change({ frozen: true }),
    'no-ping': () => change({ silence: 'ping' }),
    unauthorized() {
      change({ unauthorized: true })
      effects.refuseAll()
    },
    'silence-auth': () => change({ silence: 'auth' }),
    'silence-ack': () => change({ silence: 'ack' }),
    junk: () => effects.junkAll(),
    restore: () => change({ ...noFaults, rest: state.rest, retryAfterS: state.retryAfterS }),
    'rest-down': () => change({ rest: 'down' }),
    'rest-error': () => change({ rest: 'error' }),
    'rest-hang': () => change({ rest: 'hang' }),
    'rate-limited': () => change({ rest: 'rate-limited' }),
    'restore-rest': () => change({ rest: undefined }),
  }
  return {
    apply(name, { retryAfterS = noFaults.retryAfterS } = {}) {
      if (name === 'rate-limited') change({ retryAfterS })
      effects.note(name)
      actions[name]()
    },
    state: () => state,
  }
}
