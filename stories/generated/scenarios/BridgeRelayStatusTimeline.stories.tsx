// Written by `npm run docs:scenarios`.
import type { Meta, StoryObj } from '@storybook/react-vite'
import { RelayStatusTimeline } from 'onwire/relay'
import type { RelayScenarioName } from 'onwire/testing'
import { SimulatedBridgeProvider } from 'onwire/testing/bridge'
import { Played, seeEnd } from '../../support/played.js'
import { clock, topSpeed } from '../../support/speed.js'

interface Scenario {
  readonly scenario: RelayScenarioName
  readonly speed: number
}

/** RelayStatusTimeline through each scenario of the simulated Relay, over the bridge, from its start to its end. */
const meta = {
  title: 'Bridge/RelayStatusTimeline/Scenarios',
  tags: ['!test', 'scenarios'],
  args: { scenario: 'happy-path', speed: topSpeed },
  parameters: { docs: { source: { code: '<RelayStatusTimeline requestId={requestId} />', language: 'tsx' } } },
  render: ({ scenario, speed }) => (
    <SimulatedBridgeProvider scenario={scenario} speed={speed} clock={clock}>
      {({ requestId, simulator }) => (
        <Played getStories={() => simulator.requests.all()}>
          <RelayStatusTimeline requestId={requestId} />
        </Played>
      )}
    </SimulatedBridgeProvider>
  ),
  play: seeEnd('ow-timeline'),
} satisfies Meta<Scenario>

export default meta
type Story = StoryObj<typeof meta>

/** A cross-chain request goes from the deposit to the fill without trouble. */
export const HappyPath: Story = { args: { scenario: 'happy-path' } }

/** Origin and destination are one chain: the deposit is the fill, and the stages are fewer. */
export const SameChain: Story = { args: { scenario: 'same-chain' } }

/** The service itself makes the deposit, and so passes through depositing. */
export const Gasless: Story = { args: { scenario: 'gasless' } }

/** The origin hash is base58, not hexadecimal. */
export const SolanaOrigin: Story = { args: { scenario: 'solana-origin' } }

/** The fill takes half a minute, where a few seconds are usual, and then comes. */
export const Late: Story = { args: { scenario: 'late' } }

/** Nobody ever makes the deposit: it waits for ever. */
export const AbandonedQuote: Story = { args: { scenario: 'abandoned-quote' } }

/** The fill fails, and no refund follows. */
export const Failure: Story = { args: { scenario: 'failure' } }

/** The fill fails, the request is pending again, and ends refunded. */
export const RefundAfterFailure: Story = { args: { scenario: 'refund-after-failure' } }

/** The refund comes twenty seconds after the failure, long after others have stopped listening. */
export const LateRefund: Story = { args: { scenario: 'late-refund' } }

/** The fill fails, and what was deposited is too little to send back. */
export const NeverRefunded: Story = { args: { scenario: 'never-refunded' } }

/** The fill fails, and so does the refund: somebody has to ask for it. */
export const ManualRefund: Story = { args: { scenario: 'manual-refund' } }

/** The fill fails, and the refund comes by itself nine minutes later. */
export const RefundAfterNineMinutes: Story = { args: { scenario: 'refund-after-nine-minutes' } }

/** The quote is made anew before the deposit comes: another request takes this place, and is filled. */
export const Superseded: Story = { args: { scenario: 'superseded' } }

/** A strict deposit address is paid too much: it delivers what was quoted, and sends the rest back. */
export const ExcessRefunded: Story = { args: { scenario: 'excess-refunded' } }

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
