import { createSwitches, type ServiceFaults, type ServiceFaultState } from '../../kit/faults.js'

/** Every fault that a scenario step, a demo button or the control API can name. */
export const covalentFaultNames = [
  'drop',
  'kick',
  'freeze',
  'refuse-key',
  'refuse-upgrade',
  'socket-off',
  'socket-off-frame',
  'silence-connected',
  'silence-messages',
  'junk',
  'restore',
  'rest-down',
  'rest-error',
  'rest-hang',
  'rest-html',
  'rate-limited',
  'rate-limited-bare',
  'wrong-key',
  'forbidden',
  'credits-spent',
  'index-lag',
  'restore-rest',
] as const

export type CovalentFaultName = (typeof covalentFaultNames)[number]

export type CovalentRestFault =
  | 'down'
  | 'error'
  | 'hang'
  | 'html'
  | 'rate-limited'
  | 'rate-limited-bare'
  | 'wrong-key'
  | 'forbidden'
  | 'credits-spent'
  | 'lagging'

/** The switches as they stand. */
export interface CovalentFaultState extends ServiceFaultState<CovalentRestFault> {
  /** Decides on each new socket. `off-*`: the beta is over. */
  readonly admission: 'open' | 'unreachable' | 'refuse-key' | 'refuse-upgrade' | 'off-upgrade' | 'off-frame'
  /** API keys that `refuse-key` and `wrong-key` let through. */
  readonly acceptedKeys: readonly string[]
  readonly silence: 'connected' | 'messages' | undefined
}

/** Everything works. */
export const noCovalentFaults: CovalentFaultState = {
  admission: 'open',
  acceptedKeys: [],
  frozen: false,
  silence: undefined,
  rest: undefined,
  retryAfterS: 5,
}

/** Carries a fault out on the sockets that are open at that moment. */
export interface CovalentFaultEffects {
  terminateAll(): void
  /** With `lastWords`, an ERROR frame goes before. */
  closeAll(code: number, reason: string, errorText?: string): void
  junkAll(): void
  note(fault: string): void
}

export interface CovalentFaults extends ServiceFaults<CovalentFaultName, CovalentFaultState> {
  /** Cuts every socket (1006) and admits no new one, until `restore`. */
  drop(): void
  /** Closes every socket once, as a rolling restart does; new ones are admitted. Default 1012. */
  kick(code?: 1001 | 1012): void
  /** Sockets stay open and new ones open too, but whatever is sent either way is lost, until `restore`. */
  freeze(): void
  /**
   * `key`: open sockets and new CONNECT frames get an ERROR frame and are closed with 1008, but for new ones with an
   * API key in `accept`. `upgrade`: open ones are cut, new ones are refused before they open (HTTP 401; a
   * browser sees 1006). Until `restore`.
   */
  refuse(mode: 'key' | 'upgrade', options?: { readonly accept?: readonly string[] }): void
  /**
   * The beta is off. `upgrade`: open sockets are cut, new ones are answered with HTTP 404. `frame`: open ones
   * and new CONNECT frames get an ERROR frame and are closed with 1002. Until `restore`.
   */
  socketOff(how: 'upgrade' | 'frame'): void
  /** `connected`: CONNECT is never answered. `messages`: all is well, but no MESSAGE comes. Until `restore`. */
  silence(what: 'connected' | 'messages'): void
  /** Sends every connected socket one of each kind of nonsense. */
  junk(): void
  /** Ends every fault of the sockets. Frames that were lost stay lost. */
  restore(): void
  /**
   * Until `restoreRest`: `down` breaks the connection, `error` answers 503, `hang` never answers, `html` answers 502
   * with a page of HTML, `rate-limited` answers 429 with `Retry-After` (`retryAfterS`, default 5 s),
   * `rate-limited-bare` without it, `wrong-key` answers 401 but to keys in `accept`, `forbidden` answers 403,
   * `credits-spent` answers 402, `lagging` knows the newest block, and the logs of 45 s ago.
   */
  breakRest(
    mode: CovalentRestFault,
    options?: { readonly retryAfterS?: number; readonly accept?: readonly string[] },
  ): void
  restoreRest(): void
}

const betaOver = 'WebSocket connections are no longer available'

export function createCovalentFaults(effects: CovalentFaultEffects): CovalentFaults {
  const { change, restore, state } = createSwitches(noCovalentFaults, effects.note)

  const faults: CovalentFaults = {
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
    socketOff(how) {
      change(how === 'upgrade' ? 'socket-off' : 'socket-off-frame', { admission: `off-${how}` })
      if (how === 'upgrade') effects.terminateAll()
      else effects.closeAll(1002, betaOver, betaOver)
    },
    silence: (what) => change(`silence-${what}`, { silence: what }),
    junk() {
      change('junk')
      effects.junkAll()
    },
    restore,
    breakRest: (mode, options) =>
      change(restNotes[mode], {
        rest: mode,
        retryAfterS: options?.retryAfterS ?? noCovalentFaults.retryAfterS,
        ...(options?.accept !== undefined && { acceptedKeys: options.accept }),
      }),
    restoreRest: () => change('restore-rest', { rest: undefined }),
    apply: (name) => actions[name](),
    state,
  }
  const actions: Readonly<Record<CovalentFaultName, () => void>> = {
    drop: () => faults.drop(),
    kick: () => faults.kick(),
    freeze: () => faults.freeze(),
    'refuse-key': () => faults.refuse('key'),
    'refuse-upgrade': () => faults.refuse('upgrade'),
    'socket-off': () => faults.socketOff('upgrade'),
    'socket-off-frame': () => faults.socketOff('frame'),
    'silence-connected': () => faults.silence('connected'),
    'silence-messages': () => faults.silence('messages'),
    junk: () => faults.junk(),
    restore: () => faults.restore(),
    'rest-down': () => faults.breakRest('down'),
    'rest-error': () => faults.breakRest('error'),
    'rest-hang': () => faults.breakRest('hang'),
    'rest-html': () => faults.breakRest('html'),
    'rate-limited': () => faults.breakRest('rate-limited'),
    'rate-limited-bare': () => faults.breakRest('rate-limited-bare'),
    'wrong-key': () => faults.breakRest('wrong-key'),
    forbidden: () => faults.breakRest('forbidden'),
    'credits-spent': () => faults.breakRest('credits-spent'),
    'index-lag': () => faults.breakRest('lagging'),
    'restore-rest': () => faults.restoreRest(),
  }
  return faults
}

const restNotes: Readonly<Record<CovalentRestFault, CovalentFaultName>> = {
  down: 'rest-down',
  error: 'rest-error',
  hang: 'rest-hang',
  html: 'rest-html',
  'rate-limited': 'rate-limited',
  'rate-limited-bare': 'rate-limited-bare',
  'wrong-key': 'wrong-key',
  forbidden: 'forbidden',
  'credits-spent': 'credits-spent',
  lagging: 'index-lag',
}
