import { type FusionScenario, fusionScenarios } from 'onwire/testing'

const happy = fusionScenarios['happy-path']

/** The socket never opens, and REST goes on. */
export const onlyPolling: FusionScenario = {
  ...happy,
  steps: [
    { at: 0, fault: 'drop' },
    { at: 0, status: 'proofs_pending' },
    { at: 1, status: 'matched' },
  ],
}

/** Nobody answers at all. */
export const nothingWorks: FusionScenario = {
  ...happy,
  steps: [
    { at: 0, fault: 'drop' },
    { at: 0, fault: 'rest-down' },
    { at: 0, status: 'proofs_pending' },
  ],
}

/** Nobody has made an intent. */
export const quiet: FusionScenario = { ...happy, steps: [] }

/** Everything at once, then the connection is lost for good. */
export const busyThenLost: FusionScenario = {
  ...happy,
  steps: [
    {
      at: 300,
      crowd: ['happy-path', 'failed', 'cancelled', 'removed', 'failed-with-refund'],
      count: 15,
      everyMs: 200,
    },
    { at: 4500, fault: 'drop' },
  ],
}

/** As `busyThenLost`, but it comes back, and a gap is left. */
export const busyWithGap: FusionScenario = {
  ...happy,
  steps: [
    { at: 300, crowd: ['happy-path', 'removed', 'cancelled'], count: 3, everyMs: 200 },
    { at: 4500, fault: 'drop' },
    { at: 14_000, fault: 'restore' },
    { at: 24_000, crowd: ['happy-path', 'failed'], count: 2, everyMs: 200 },
  ],
}

const names: Readonly<Record<string, string>> = { 1: 'Ethereum', 10: 'Optimism', 8453: 'Base', 42161: 'Arbitrum' }

export const getChainName = (chain: string | number) => names[chain]
