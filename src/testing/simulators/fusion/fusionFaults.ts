import { createSwitches, type ServiceFaults, type ServiceFaultState } from '../../kit/faults.js'

/** Every fault that a scenario step, a demo button or the control API can name. */
export const fusionFaultNames = [
  'drop',
  'kick',
  'disconnect',
  'freeze',
  'refuse-upgrade',
  'refuse-connect',
  'silence',
  'junk',
  'garble',
  'settlement-proof',
  'restore',
  'rest-down',
  'rest-error',
  'rest-hang',
  'rest-html',
  'rate-limited',
  'restore-rest',
] as const

export type FusionFaultName = (typeof fusionFaultNames)[number]

export type FusionRestFault = 'down' | 'error' | 'hang' | 'html' | 'rate-limited'

/** The switches as they stand. */
export interface FusionFaultState extends ServiceFaultState<FusionRestFault> {
  /** Decides on each new connection. */
  readonly admission: 'open' | 'unreachable' | 'refuse-upgrade' | 'refuse-connect'
  readonly silent: boolean
}

const noFaults: FusionFaultState = {
  admission: 'open',
  frozen: false,
  silent: false,
  rest: undefined,
  retryAfterS: 5,
}

/** Carries a fault out on the sockets that are open at that moment. */
export interface FusionFaultEffects {
  terminateAll(): void
  closeAll(): void
  disconnectAll(): void
  junkAll(): void
  garbleAll(): void
  settlementProofs(): void
  note(fault: string): void
}

export interface FusionFaults extends ServiceFaults<FusionFaultName, FusionFaultState> {
  /** Cuts every connection and admits no new one, until `restore`. */
  drop(): void
  /** Closes every connection once, as a restart does; new ones are admitted, and have no rooms. */
  kick(): void
  /** The server's `socket.disconnect(true)` for every socket, once: a client does not come back by itself. */
  disconnect(): void
  /** Connections stay open, new ones open too, but everything sent either way is lost, pings too, until `restore`. */
  freeze(): void
  /**
   * `upgrade`: open connections are cut, new ones are refused before they open (HTTP 400). `connect`: open
   * sockets are disconnected, and new ones are refused in the namespace (`connect_error`). Until `restore`.
   */
  refuse(mode: 'upgrade' | 'connect'): void
  /** Subscriptions are neither answered nor made, and pings get no pong. Until `restore`. */
  silence(): void
  /** Sends every socket one of each kind of nonsense. */
  junk(): void
  /** Sends every socket a packet that cannot be read: clients close with `parse error`, and come back. */
  garble(): void
  /** Emits `intent:settlement_proof`, which the service does not send any more, to everyone who is subscribed. */
  settlementProof(): void
  /** Ends every fault of the sockets. Events that were lost stay lost. */
  restore(): void
  /**
   * Until `restoreRest`: `down` breaks the connection, `error` answers 503, `hang` never answers, `html` answers
   * 200 with a page, `rate-limited` answers 429 with `Retry-After` (`retryAfterS`, default 5 s).
   */
  breakRest(mode: FusionRestFault, options?: { readonly retryAfterS?: number }): void
  restoreRest(): void
}

export function createFusionFaults(effects: FusionFaultEffects): FusionFaults {
  const { change, restore, state } = createSwitches(noFaults, effects.note)
  const once = (note: string, act: () => void): void => {
    effects.note(note)
    act()
  }

  const faults: FusionFaults = {
    drop() {
      change('drop', { admission: 'unreachable' })
      effects.terminateAll()
    },
    kick: () => once('kick', effects.closeAll),
    disconnect: () => once('disconnect', effects.disconnectAll),
    freeze: () => change('freeze', { frozen: true }),
    refuse(mode) {
      change(`refuse-${mode}`, { admission: `refuse-${mode}` })
      if (mode === 'upgrade') effects.terminateAll()
      else effects.disconnectAll()
    },
    silence: () => change('silence', { silent: true }),
    junk: () => once('junk', effects.junkAll),
    garble: () => once('garble', effects.garbleAll),
    settlementProof: () => once('settlement-proof', effects.settlementProofs),
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
  const actions: Readonly<Record<FusionFaultName, () => void>> = {
    drop: () => faults.drop(),
    kick: () => faults.kick(),
    disconnect: () => faults.disconnect(),
    freeze: () => faults.freeze(),
    'refuse-upgrade': () => faults.refuse('upgrade'),
    'refuse-connect': () => faults.refuse('connect'),
    silence: () => faults.silence(),
    junk: () => faults.junk(),
    garble: () => faults.garble(),
    'settlement-proof': () => faults.settlementProof(),
    restore: () => faults.restore(),
    'rest-down': () => faults.breakRest('down'),
    'rest-error': () => faults.breakRest('error'),
    'rest-hang': () => faults.breakRest('hang'),
    'rest-html': () => faults.breakRest('html'),
    'rate-limited': () => faults.breakRest('rate-limited'),
    'restore-rest': () => faults.restoreRest(),
  }
  return faults
}
