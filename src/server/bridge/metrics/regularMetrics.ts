import type { Clock } from '../../../core/contract/environment.js'
import type { BridgeMetrics } from './bridgeMetrics.js'

const defaultMs = 15_000

export interface RegularMetricsOptions {
  readonly onMetrics?: ((metrics: BridgeMetrics) => void) | undefined
  readonly metricsMs?: number | undefined
}

/** Hands the figures to the app at regular times. */
export interface RegularMetrics {
  /** Begins. Further calls do nothing. A bridge that is only built, as by a bundler, keeps no timer. */
  start(): void
  stop(): void
}

export function createRegularMetrics(
  { metricsMs = defaultMs, onMetrics }: RegularMetricsOptions,
  clock: Clock,
  getMetrics: () => BridgeMetrics,
  report: (failure: {
    readonly code: string
    readonly level: 'error'
    readonly message: string
    readonly cause: unknown
  }) => void,
): RegularMetrics {
  let stopTimer: (() => void) | undefined
  let isOver = false

  function tick(listener: (metrics: BridgeMetrics) => void) {
    stopTimer = clock.after(metricsMs, () => tick(listener))
    try {
      listener(getMetrics())
    } catch (cause) {
      report({ code: 'METRICS_FAILED', level: 'error', message: '`onMetrics` threw. See the cause.', cause })
    }
  }

  return {
    start() {
      if (onMetrics && !isOver) stopTimer ??= clock.after(metricsMs, () => tick(onMetrics))
    },
    stop() {
      isOver = true
      stopTimer?.()
    },
  }
}
