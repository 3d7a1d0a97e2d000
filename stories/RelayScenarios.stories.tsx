import type { Meta, StoryObj } from '@storybook/react-vite'
import { RelayStatusTimeline } from 'onwire/relay'
import { type EvmScenarioName, type RelayScenario, relayScenarios, type RelayScenarioName } from 'onwire/testing'
import { SimulatedRelayProvider } from 'onwire/testing/relay'
import { expect, within } from 'storybook/test'
import { clock, speed, topSpeed, until } from './support/speed.js'

interface Scenario {
  readonly scenario: RelayScenarioName
  readonly speed: number
  /** From the deposit to the end, as the quote says it, in ms. */
  readonly expectedMs?: number
  /** The way that the deposit's own transaction goes. */
  readonly deposit?: EvmScenarioName
}

/** Each story that the simulated Relay can tell, from its start to its end, all in memory. */
const meta = {
  title: 'Relay/Scenarios',
  args: { scenario: 'happy-path', speed: topSpeed },
  argTypes: { scenario: { control: 'select', options: Object.keys(relayScenarios) } },
  render: ({ scenario, speed, expectedMs, deposit }) => (
    <SimulatedRelayProvider
      scenario={scenario}
      deposit={deposit}
      speed={speed}
      clock={clock}
      relay={{ refundGraceMs: 30_000 }}
    >
      {({ requestId, depositTx }) => (
        <RelayStatusTimeline
          requestId={requestId}
          depositTx={depositTx}
          expectedMs={expectedMs}
          locale="en"
          style={{ maxInlineSize: 440 }}
        />
      )}
    </SimulatedRelayProvider>
  ),
  play: async ({ args, canvasElement }) => {
    const { outcome } = toLast(relayScenarios[args.scenario]).expect
    const list = await until(() => within(canvasElement).getByRole('list'))
    const root = list.closest<HTMLElement>('[data-slot=ow-timeline]')
    const { phase, state } = outcome
      ? { phase: 'settled', state: { outcome, final: '' } }
      : { phase: 'waiting', state: { phase: 'waiting' } }
    // A refund may come after the failure has settled.
    await until(() => expect(root?.dataset).toMatchObject({ phase, ...state }))
  },
} satisfies Meta<Scenario>

/** Where one request takes another one's place, the page goes on to the last of them. */
function toLast(scenario: RelayScenario): RelayScenario {
  const successor = scenario.steps.flatMap((step) => ('status' in step && step.supersededBy) || []).at(-1)
  return successor ? toLast(successor) : scenario
}

export default meta
type Story = StoryObj<typeof meta>

/** A cross-chain request goes from the deposit to the fill without trouble. */
export const HappyPath: Story = { args: { scenario: 'happy-path' } }

/** Origin and destination are one chain: the deposit is the fill, and a step that nothing touched is folded. */
export const SameChain: Story = { args: { scenario: 'same-chain' } }

/** The service itself makes the deposit, and so passes through depositing. */
export const Gasless: Story = { args: { scenario: 'gasless' } }

/** The origin hash is base58, not hexadecimal. */
export const SolanaOrigin: Story = { args: { scenario: 'solana-origin' } }

/** Nobody ever makes the deposit: it waits for ever, and after five minutes says that nothing was deposited. */
export const AbandonedQuote: Story = { args: { scenario: 'abandoned-quote' } }

/** It takes half a minute where the quote said five seconds: that is said, until it comes. */
export const Late: Story = {
  args: { scenario: 'late', expectedMs: 5000, speed: Math.min(speed, 10) },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await until(() => expect(canvasElement.querySelector('[data-late]')).not.toBeNull())
    await expect(canvas.getByText(/It takes longer than usual/)).toBeVisible()
    const state = { phase: 'settled', outcome: 'success' }
    const root = () => canvasElement.querySelector<HTMLElement>('[data-slot=ow-timeline]')?.dataset
    await until(() => expect(root()).toMatchObject(state))
    await expect(canvasElement.querySelector('[data-late]')).toBeNull()
  },
}

/** Sees what is said of a deposit's own transaction, of which Relay never hears. */
const seeDeposit = (text: RegExp, state: string) => async (context: { readonly canvasElement: HTMLElement }) => {
  const step = () => context.canvasElement.querySelector<HTMLElement>('[data-step=deposit]')
  await until(() => expect(step()).toHaveTextContent(text))
  await expect(step()?.dataset['state']).toBe(state)
}

/**
 * The deposit's transaction is in a block, and its confirmations are counted while Relay hasn't seen it. Twelve are
 * enough; a block may come before they are asked for.
 */
export const DepositConfirmed: Story = {
  args: { scenario: 'abandoned-quote', deposit: 'transaction-included', speed },
  play: seeDeposit(/1[2-9] confirmations/, 'current'),
}

/** Another transaction of the same sender and nonce took the deposit's place, and does something else. */
export const DepositReplaced: Story = {
  args: { scenario: 'abandoned-quote', deposit: 'transaction-replaced', speed },
  play: seeDeposit(/Replaced by 0x/, 'warning'),
}

/** The same deposit with a higher fee took its place: it is waited for still. */
export const DepositSpedUp: Story = {
  args: { scenario: 'abandoned-quote', deposit: 'transaction-sped-up', speed },
  play: seeDeposit(/Sped up: 0x/, 'current'),
}

/** The depositor has sent nothing to himself in the deposit's place. */
export const DepositCancelled: Story = {
  args: { scenario: 'abandoned-quote', deposit: 'transaction-cancelled', speed },
  play: seeDeposit(/Cancelled by 0x/, 'warning'),
}

/** The node forgets the deposit, and ten minutes later its nonce is still unused. */
export const DepositDropped: Story = {
  args: { scenario: 'abandoned-quote', deposit: 'transaction-dropped', speed },
  play: seeDeposit(/Dropped: /, 'warning'),
}

/** The deposit is in a block, and has reverted. */
export const DepositReverted: Story = {
  args: { scenario: 'abandoned-quote', deposit: 'transaction-reverted', speed },
  play: seeDeposit(/Reverted: /, 'warning'),
}

/** The fill fails, and no refund follows. */
export const Failure: Story = { args: { scenario: 'failure' } }

/** The fill fails, the request is pending again, and ends refunded. */
export const RefundAfterFailure: Story = { args: { scenario: 'refund-after-failure' } }

/** The refund comes twenty seconds after the failure, long after others have stopped listening. */
export const LateRefund: Story = { args: { scenario: 'late-refund' } }

/** The fill fails, and what was deposited is too little to send back: that is final at once. */
export const NeverRefunded: Story = { args: { scenario: 'never-refunded' } }

/** The fill fails, and so does the refund: somebody has to ask for it. */
export const ManualRefund: Story = { args: { scenario: 'manual-refund' } }

/** The fill fails, and the refund comes nine minutes later, told in eighteen seconds: a failure is waited for so long. */
export const RefundAfterNineMinutes: Story = { args: { scenario: 'refund-after-nine-minutes', speed: 30 } }

/** The quote is made anew before the deposit comes: the timeline goes on to the request that took its place. */
export const Superseded: Story = { args: { scenario: 'superseded' } }

/** A strict deposit address is paid too much: it delivers what was quoted, and sends the rest back. Both are shown. */
export const ExcessRefunded: Story = {
  args: { scenario: 'excess-refunded' },
  play: async ({ canvasElement }) => {
    const step = (id: string) => canvasElement.querySelector<HTMLElement>(`[data-step=${id}]`)?.dataset
    await until(() => expect(step('refund')).toMatchObject({ state: 'complete' }))
    await expect(step('complete')).toMatchObject({ state: 'complete' })
  },
}

/** Every socket is cut and none is admitted for ten seconds; REST goes on. */
export const DropMidway: Story = { args: { scenario: 'drop-midway' } }

/** The service is deployed: every socket is closed once, a status passes, and new sockets are welcome. */
export const RollingRestart: Story = { args: { scenario: 'rolling-restart' } }

/** The socket stays open and says nothing more; only REST knows the end. */
export const FrozenSocket: Story = { args: { scenario: 'frozen-socket' } }

/** Sockets open, but the service never says that they are ready. */
export const SilentReady: Story = { args: { scenario: 'silent-ready' } }

/** Subscriptions are swallowed: no acknowledgement, no updates. */
export const SilentAck: Story = { args: { scenario: 'silent-ack' } }

/** The service answers every socket with an error frame and closes it with 1008. */
export const RefusedKey: Story = { args: { scenario: 'refused-key' } }

/** The service answers the upgrade with 401: a browser only sees that the socket never opened. */
export const RefusedUpgrade: Story = { args: { scenario: 'refused-upgrade' } }

/** The socket is cut, and REST answers 429 with Retry-After for a while. */
export const RateLimited: Story = { args: { scenario: 'rate-limited' } }

/** The socket works, and every REST request breaks. */
export const RestDown: Story = { args: { scenario: 'rest-down' } }

/** Frames overtake each other: the one that says submitted comes after the one that says success. */
export const OutOfOrder: Story = { args: { scenario: 'out-of-order' } }

/** Every frame comes three times. */
export const Duplicates: Story = { args: { scenario: 'duplicates' } }

/** The service goes from waiting to success and says nothing in between. */
export const SkippedStatuses: Story = { args: { scenario: 'skipped-statuses' } }

/** REST is answered by an old replica, and tells two seconds later what the socket has told. */
export const LaggingRest: Story = { args: { scenario: 'lagging-rest' } }

/** The socket is well, but not one update is published on it. */
export const RestOnly: Story = { args: { scenario: 'rest-only' } }

/** Between the updates come broken JSON, unknown types, wrong fields and binary noise. */
export const JunkFrames: Story = { args: { scenario: 'junk-frames' } }

/** The service has learned a status that no client knows yet. */
export const UnknownStatus: Story = { args: { scenario: 'unknown-status' } }

/** Old words: a delayed fill that ends with refunded. */
export const LegacyStatuses: Story = { args: { scenario: 'legacy-statuses' } }

/** Updates come as binary frames. */
export const BlobFrames: Story = { args: { scenario: 'blob-frames' } }

/** Updates are wrapped in one more object. */
export const NestedEnvelope: Story = { args: { scenario: 'nested-envelope' } }

/** Hashes, chains and times are left out here and there, and an empty list follows a full one. */
export const MissingFields: Story = { args: { scenario: 'missing-fields' } }
