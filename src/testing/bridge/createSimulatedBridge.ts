import { type Bridge, createBridge } from '../../server/bridge/createBridge.js'
import type { CreateBridgeOptions } from '../../server/bridge/bridgeOptions.js'
import type { BridgeCalls } from '../../server/bridge/calls/bridgeCalls.js'
import type { Authenticate, Authorize } from '../../server/bridge/access.js'
import { memoryBus } from '../../server/bus/memoryBus.js'
import { SimulatorError } from '../kit/simulatorError.js'
import { createSwitchableBus } from './switchableBus.js'

export const bridgeFaultNames = ['restart', 'away', 'bus-away', 'sign-out', 'forbid', 'restore'] as const

/**
 * - `restart`: its process ends and another begins, which knows nothing of before.
 * - `away`: its process has ended, and nobody answers. `bus-away`: it can't reach what its instances share.
 * - `sign-out`: `authenticate` knows nobody any more. `forbid`: `authorize` says no to all of them.
 * - `restore` ends all of these.
 */
export type BridgeFaultName = (typeof bridgeFaultNames)[number]

/** The switches as they stand. */
export interface BridgeFaultState {
  readonly away: boolean
  readonly busAway: boolean
  readonly signedOut: boolean
  readonly forbidden: boolean
  /** How many processes there have been. */
  readonly processes: number
}

/** A real bridge, with switches for what can happen to it. */
export interface SimulatedBridge {
  /** As a page's `fetch` would have it: rejects with a `TypeError` while nobody answers. */
  readonly fetch: Bridge['fetch']
  readonly faults: {
    apply(name: BridgeFaultName): void
    state(): BridgeFaultState
  }
  close(): void
}

const noFaults = { away: false, busAway: false, signedOut: false, forbidden: false }

/**
 * - What is behind it is the bridge itself, with the bus of one process.
 * - Each switch also cuts the streams that are open: a reader is let in when it opens one.
 * - Webhooks get in as long as there is a process: they have a signature, and no session.
 */
export function createSimulatedBridge(options: Omit<CreateBridgeOptions, 'bus'>): SimulatedBridge {
  let state: BridgeFaultState = { ...noFaults, processes: 0 }
  let isClosed = false
  let bus = createSwitchableBus(memoryBus())
  let bridge: Bridge | undefined

  const guard =
    (authorize: Authorize): Authorize =>
    (request, topic, user, signal) =>
      !state.forbidden && authorize(request, topic, options.authenticate ? user : undefined, signal)
  const authorize =
    typeof options.authorize === 'function'
      ? guard(options.authorize)
      : Object.fromEntries(Object.entries(options.authorize).map(([id, own]) => [id, guard(own)]))

  const calls = guardCalls(options, () => state.forbidden)

  /** Asked of the bridge, so that whoever is signed out gets its own words. */
  const authenticate: Authenticate = (request, from, signal) => {
    if (state.signedOut) return undefined
    return options.authenticate ? options.authenticate(request, from, signal) : 'anybody'
  }

  function begin() {
    void bridge?.close()
    bus = createSwitchableBus(memoryBus())
    bridge = createBridge({
      ...options,
      bus,
      authenticate,
      authorize,
      calls,
    })
    bus.setAway(state.busAway)
    state = { ...state, processes: state.processes + 1 }
  }

  function end() {
    void bridge?.close()
    bridge = undefined
  }

  const change = (part: Partial<BridgeFaultState>) => {
    state = { ...state, ...part }
  }
  const actions: Readonly<Record<BridgeFaultName, () => void>> = {
    restart: () => state.away || begin(),
    away() {
      change({ away: true })
      end()
    },
    'bus-away'() {
      change({ busAway: true })
      bus.setAway(true)
    },
    'sign-out'() {
      change({ signedOut: true })
      if (!state.away) begin()
    },
    forbid() {
      change({ forbidden: true })
      if (!state.away) begin()
    },
    restore() {
      change(noFaults)
      if (bridge) bus.setAway(false)
      else begin()
    },
  }
  begin()

  return {
    async fetch(request, from) {
      if (!bridge) throw new TypeError('Failed to fetch: the bridge is away.')
      return bridge.fetch(request, from)
    },
    faults: {
      apply(name) {
        if (!Object.hasOwn(actions, name))
          throw new SimulatorError({
            code: 'NO_SUCH_FAULT',
            what: `There is no fault named '${name}'.`,
            why: 'No switch was thrown.',
            remedy: `Choose one of: ${bridgeFaultNames.join(', ')}.`,
          })
        if (!isClosed) actions[name]()
      },
      state: () => state,
    },
    close() {
      isClosed = true
      end()
    },
  }
}

function guardCalls({ authenticate, calls }: Omit<CreateBridgeOptions, 'bus'>, isForbidden: () => boolean) {
  const guard = (own: BridgeCalls): BridgeCalls => ({
    ...own,
    authorize: (request, call, user, signal) =>
      !isForbidden() && own.authorize(request, call, authenticate ? user : undefined, signal),
  })
  return calls && Object.fromEntries(Object.entries(calls).map(([id, own]) => [id, guard(own)]))
}
