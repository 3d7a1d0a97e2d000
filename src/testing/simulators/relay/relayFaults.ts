import { createSwitches, type ServiceFaults, type ServiceFaultState } from '../../kit/faults.js'

/** Every fault that a scenario step, a demo button or the control API can name. */
export const relayFaultNames = [
  'drop',
  'kick',
  'freeze',
  'refuse-key',
  'refuse-upgrade',
  'silence-ready',
  'silence-ack',
  'junk',
  'restore',
  'rest-down',
  'rest-error',
  'rest-hang',
  'rate-limited',
  'restore-rest',
] as const

export type RelayFaultName = (typeof relayFaultNames)[number]

export type RelayRestFault = 'down' | 'error' | 'hang' | 'rate-limited'

/** The switches as they stand. */
export interface RelayFaultState extends ServiceFaultState<RelayRestFault> {
  /** Decides on each new socket. */
  readonly admission: 'open' | 'unreachable' | 'refuse-key' | 'refuse-upgrade'
  /** API keys that `refuse-key` lets through. */
  readonly acceptedKeys: readonly string[]
  readonly silence: 'ready' | 'ack' | undefined
}

/** Everything works. */
export const noFaults: RelayFaultState = {
  admission: 'open',
  acceptedKeys: [],
  frozen: false,
  silence: undefined,
  rest: undefined,
  retryAfterS: 5,
}

/** Carries a fault out on the sockets that are open at that moment. */
export interface RelayFaultEffects {
  terminateAll(): void
  closeAll(code: number, reason: string, errorText?: string): void
  junkAll(): void
  note(fault: string): void
}

export interface RelayFaults extends ServiceFaults<RelayFaultName, RelayFaultState> {
  /** Cuts every socket (1006) and admits no new one, until `restore`. */
  drop(): void
  /** Closes every socket once, as a rolling restart does; new ones are admitted. Default 1012. */
  kick(code?: 1001 | 1012): void
  /** Sockets stay open and new ones open too, but whatever is sent either way is lost, until `restore`. */
  freeze(): void
  /**
   * `key`: open and new sockets get an error frame and are closed with 1008, but for those with an API
   * key in `accept`. `upgrade`: open ones are cut, new ones are refused before they open (HTTP 401; a
   * browser sees 1006). Until `restore`.
   */
  refuse(mode: 'key' | 'upgrade', options?: { readonly accept?: readonly string[] }): void
  /**
   * `ready`: the service never says that a new socket is ready. `ack`: it neither acknowledges subscriptions nor makes
   * them. Until `restore`.
   */
  silence(what: 'ready' | 'ack'): void
  /** Sends every open socket one of each kind of nonsense. */
  junk(): void
  /** Ends every fault of the sockets. Frames that were lost stay lost. */
  restore(): void
  /**
   * Until `restoreRest`: `down` breaks the connection, `error` answers 503, `hang` never answers,
   * `rate-limited` answers 429 with `Retry-After` (`retryAfterS`, default 5 s).
   */
  breakRest(mode: RelayRestFault, options?: { readonly retryAfterS?: number }): void
  restoreRest(): void
}

export function createRelayFaults(effects: RelayFaultEffects): RelayFaults {
  const { change, restore, state } = createSwitches(noFaults, effects.note)

  const faults: RelayFaults = {
    drop() {
      change('drop', { admission: 'unreachable' })
      effects.terminateAll()
    },
    kick(code = 1012) {
      change('kick')
      effects.closeAll(code, code === 1012 ? 'Service Restart' : 'Going Away')
    },
    freeze: () => change('freeze', { frozen: true }),
    refuse(mode, options) {
      change(`refuse-${mode}`, { admission: `refuse-${mode}`, acceptedKeys: options?.accept ?? [] })
      if (mode === 'upgrade') effects.terminateAll()
      else effects.closeAll(1008, 'Invalid API key', 'Invalid API key')
    },
    silence: (what) => change(`silence-${what}`, { silence: what }),
    junk() {
      change('junk')
      effects.junkAll()
    },
    restore,
    breakRest: (mode, options) =>
      change(mode === 'rate-limited' ? mode : `rest-${mode}`, {
        rest: mode,
        retryAfterS: options?.retryAfterS ?? noFaults.retryAfterS,
      }),
    restoreRest: () => change('restore-rest', { rest: undefined }),
    apply: (name) => actions[name](),
    state,
  }
  const actions: Readonly<Record<RelayFaultName, () => void>> = {
    drop: () => faults.drop(),
    kick: () => faults.kick(),
    freeze: () => faults.freeze(),
    'refuse-key': () => faults.refuse('key'),
    'refuse-upgrade': () => faults.refuse('upgrade'),
    'silence-ready': () => faults.silence('ready'),
    'silence-ack': () => faults.silence('ack'),
    junk: () => faults.junk(),
    restore: () => faults.restore(),
    'rest-down': () => faults.breakRest('down'),
    'rest-error': () => faults.breakRest('error'),
    'rest-hang': () => faults.breakRest('hang'),
    'rate-limited': () => faults.breakRest('rate-limited'),
    'restore-rest': () => faults.restoreRest(),
  }
  return faults
}
