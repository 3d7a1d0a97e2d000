import { withLimit } from '../withLimit.js'
import type { WebhookKey, WebhookStore } from './webhookStore.js'

/** The pauses before a failed settlement is tried again, in ms: a store that is away is back within minutes. */
const pausesMs = [250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000]

/** Ends claims in the store, and tries again where the store fails. */
export interface Settlements {
  /** Resolves after the first try, with its failure. Never rejects. */
  conclude(key: WebhookKey, isDone: boolean): Promise<{ readonly cause?: unknown }>
  /** The event is handled anew: an earlier settlement isn't tried again. */
  forget(key: WebhookKey): void
  /** True for an event that is done, as the store has yet to learn. */
  isDone(key: WebhookKey): boolean
}

export function createSettlements(store: WebhookStore, owner: string, callbackMs: number): Settlements {
  /** Settlements that the store has yet to learn, by the id of the event. */
  const open = new Map<string, { readonly isDone: boolean }>()

  async function release(key: WebhookKey, isDone: boolean): Promise<{ readonly cause?: unknown }> {
    try {
      const name = '`release` of the store'
      await withLimit(() => store.release(key, owner, isDone), { name, ms: callbackMs })
      return {}
    } catch (cause) {
      return { cause }
    }
  }

  function retry(key: WebhookKey, settlement: { readonly isDone: boolean }, [pauseMs, ...rest]: readonly number[]) {
    const isCurrent = () => open.get(key.id) === settlement
    if (pauseMs === undefined) {
      if (isCurrent()) open.delete(key.id)
      return
    }
    const tryAgain = async () => {
      if (!isCurrent()) return
      const failed = 'cause' in (await release(key, settlement.isDone))
      if (failed) retry(key, settlement, rest)
      else if (isCurrent()) open.delete(key.id)
    }
    const timer: unknown = setTimeout(() => void tryAgain(), pauseMs)
    // No process stays for this.
    if (hasUnref(timer)) timer.unref()
  }

  return {
    async conclude(key, isDone) {
      open.delete(key.id)
      const result = await release(key, isDone)
      if ('cause' in result) {
        const settlement = { isDone }
        open.set(key.id, settlement)
        retry(key, settlement, pausesMs)
      }
      return result
    },
    forget: ({ id }) => void open.delete(id),
    isDone: ({ id }) => open.get(id)?.isDone === true,
  }
}

function hasUnref(timer: unknown): timer is { unref(): void } {
  return typeof timer === 'object' && timer !== null && 'unref' in timer
}
