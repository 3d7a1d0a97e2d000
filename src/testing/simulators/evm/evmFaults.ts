import { createSwitches, type ServiceFaults, type ServiceFaultState } from '../../kit/faults.js'

/** Every fault that a scenario step, a button or the control API can name. */
export const evmFaultNames = [
  'drop',
  'kick',
  'freeze',
  'lose-subscriptions',
  'no-subscriptions',
  'restore',
  'behind',
  'pair',
  'range-limit',
  'no-batch',
  'wrong-chain',
  'restore-node',
  'rest-down',
  'rest-error',
  'rate-limited',
  'restore-rest',
] as const

export type EvmFaultName = (typeof evmFaultNames)[number]

export type EvmRestFault = 'down' | 'error' | 'rate-limited'

/** The switches as they stand. */
export interface EvmFaultState extends ServiceFaultState<EvmRestFault> {
  readonly admission: 'open' | 'unreachable'
  /** `lost`: what was subscribed brings no more news. `refused`: `eth_subscribe` is unknown. */
  readonly subscriptions: 'kept' | 'lost' | 'refused'
  /** `behind`: it lacks the newest three blocks. `pair`: every other request goes to one with a block of its own. */
  readonly node: 'sound' | 'behind' | 'pair'
  /** The most blocks and logs of one `eth_getLogs`. */
  readonly maxBlocks: number
  readonly maxLogs: number
  readonly takesBatches: boolean
  readonly isOtherChain: boolean
}

/** Everything works. */
export const noEvmFaults: EvmFaultState = {
  frozen: false,
  rest: undefined,
  retryAfterS: 5,
  admission: 'open',
  subscriptions: 'kept',
  node: 'sound',
  maxBlocks: 10_000,
  maxLogs: 10_000,
  takesBatches: true,
  isOtherChain: false,
}

/** Carries a fault out on the sockets that are open at that moment. */
export interface EvmFaultEffects {
  terminateAll(): void
  closeAll(code: number, reason: string): void
  forgetSubscriptions(): void
  note(fault: string): void
}

/**
 * - `drop` cuts every socket and admits none, `kick` closes each once (1012), `freeze` loses every frame.
 * - `lose-subscriptions` forgets all of them once, without a word; `no-subscriptions` doesn't know `eth_subscribe`.
 * - `behind`, `pair`: see the state. `range-limit` allows 50 blocks and 40 logs. `no-batch` refuses lists of requests.
 * - `wrong-chain` says another chain's id.
 * - `rest-down` breaks each request, `rest-error` answers 503, `rate-limited` 429.
 */
export interface EvmFaults extends ServiceFaults<EvmFaultName, EvmFaultState> {
  /** Ends every fault of the sockets, and of the node. */
  restore(): void
  restoreRest(): void
}

export function createEvmFaults(effects: EvmFaultEffects): EvmFaults {
  const { change, restore, state } = createSwitches(noEvmFaults, effects.note)
  const { maxBlocks, maxLogs, node, takesBatches, isOtherChain } = noEvmFaults
  const restoreRest = () => change('restore-rest', { rest: undefined })
  const actions: Readonly<Record<EvmFaultName, () => void>> = {
    drop() {
      change('drop', { admission: 'unreachable' })
      effects.terminateAll()
    },
    kick() {
      change('kick')
      effects.closeAll(1012, 'Service Restart')
    },
    freeze: () => change('freeze', { frozen: true }),
    'lose-subscriptions'() {
      change('lose-subscriptions')
      effects.forgetSubscriptions()
    },
    'no-subscriptions'() {
      change('no-subscriptions', { subscriptions: 'refused' })
      effects.terminateAll()
    },
    restore,
    behind: () => change('behind', { node: 'behind' }),
    pair: () => change('pair', { node: 'pair' }),
    'range-limit': () => change('range-limit', { maxBlocks: 50, maxLogs: 40 }),
    'no-batch': () => change('no-batch', { takesBatches: false }),
    'wrong-chain'() {
      change('wrong-chain', { isOtherChain: true })
      effects.terminateAll()
    },
    'restore-node': () => change('restore-node', { maxBlocks, maxLogs, node, takesBatches, isOtherChain }),
    'rest-down': () => change('rest-down', { rest: 'down' }),
    'rest-error': () => change('rest-error', { rest: 'error' }),
    'rate-limited': () => change('rate-limited', { rest: 'rate-limited' }),
    'restore-rest': restoreRest,
  }
  return { apply: (name) => actions[name](), state, restore, restoreRest }
}
