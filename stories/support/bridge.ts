import { type RelayScenario, relayScenarios, type RelayStep } from 'onwire/testing'

const quote = relayScenarios['abandoned-quote']

/** Time enough to press a button between two statuses, in fast motion too. */
const steps: readonly RelayStep[] = [
  { at: 0, status: 'waiting' },
  { at: 10_000, status: 'depositing' },
  { at: 20_000, status: 'pending', inTxs: 1 },
  { at: 50_000, status: 'submitted', txs: 1 },
  { at: 80_000, status: 'success' },
]

/** A request that takes its time. */
export const unhurried: RelayScenario = { ...quote, name: 'unhurried', expect: { outcome: 'success' }, steps }

/** The bridge reaches neither Relay's socket nor its REST API: whatever it knows, a webhook has told it. */
export const onlyWebhooks: RelayScenario = {
  ...unhurried,
  name: 'only-webhooks',
  steps: [{ at: 0, fault: 'drop' }, { at: 0, fault: 'rest-down' }, ...steps],
}
