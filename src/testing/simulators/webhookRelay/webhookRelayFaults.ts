import { createSwitches, type ServiceFaults, type ServiceFaultState } from '../../kit/faults.js'

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
export interface WebhookRelayFaultState extends ServiceFaultState<WebhookRelayRestFault> {
  readonly unreachable: boolean
  readonly unauthorized: boolean
  readonly silence: 'ping' | 'auth' | 'ack' | undefined
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

export interface WebhookRelayFaults extends ServiceFaults<WebhookRelayFaultName, WebhookRelayFaultState> {
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
}

export function createWebhookRelayFaults(effects: WebhookRelayFaultEffects): WebhookRelayFaults {
  const { change, restore, state } = createSwitches(noFaults, effects.note)
  const actions: Readonly<Record<WebhookRelayFaultName, (retryAfterS: number) => void>> = {
    drop() {
      change('drop', { unreachable: true })
      effects.terminateAll()
    },
    kick() {
      change('kick')
      effects.closeAll(1012, 'Service Restart')
    },
    freeze: () => change('freeze', { frozen: true }),
    'no-ping': () => change('no-ping', { silence: 'ping' }),
    unauthorized() {
      change('unauthorized', { unauthorized: true })
      effects.refuseAll()
    },
    'silence-auth': () => change('silence-auth', { silence: 'auth' }),
    'silence-ack': () => change('silence-ack', { silence: 'ack' }),
    junk() {
      change('junk')
      effects.junkAll()
    },
    restore,
    'rest-down': () => change('rest-down', { rest: 'down' }),
    'rest-error': () => change('rest-error', { rest: 'error' }),
    'rest-hang': () => change('rest-hang', { rest: 'hang' }),
    'rate-limited': (retryAfterS) => change('rate-limited', { rest: 'rate-limited', retryAfterS }),
    'restore-rest': () => change('restore-rest', { rest: undefined }),
  }
  return {
    apply: (name, { retryAfterS = noFaults.retryAfterS } = {}) => actions[name](retryAfterS),
    state,
  }
}
