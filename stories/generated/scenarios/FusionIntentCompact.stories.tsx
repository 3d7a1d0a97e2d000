// Written by `npm run docs:scenarios`.
import type { Meta, StoryObj } from '@storybook/react-vite'
import { IntentCompact } from 'onwire/fusion'
import type { FusionScenarioName } from 'onwire/testing'
import { SimulatedFusionProvider } from 'onwire/testing/fusion'
import { Played, seeEnd } from '../../support/played.js'
import { clock, topSpeed } from '../../support/speed.js'

interface Scenario {
  readonly scenario: FusionScenarioName
  readonly speed: number
}

/** IntentCompact through each scenario of the simulated Fusion, from its start to its end. */
const meta = {
  title: 'Fusion/IntentCompact/Scenarios',
  tags: ['!test', 'scenarios'],
  args: { scenario: 'happy-path', speed: topSpeed },
  parameters: { docs: { source: { code: '<IntentCompact intentId={intentId} />', language: 'tsx' } } },
  render: ({ scenario, speed }) => (
    <SimulatedFusionProvider scenario={scenario} speed={speed} clock={clock}>
      {({ intentId, simulator }) => (
        <Played getStories={() => simulator.intents.all()}>
          <IntentCompact intentId={intentId} />
        </Played>
      )}
    </SimulatedFusionProvider>
  ),
  play: seeEnd('ow-timeline'),
} satisfies Meta<Scenario>

export default meta
type Story = StoryObj<typeof meta>

/** Proofs, a solver, the lock on the source chain, execution, and the end. */
export const HappyPath: Story = { args: { scenario: 'happy-path' } }

/** The proofs take half a minute, and only their own status moves meanwhile. */
export const SlowProofs: Story = { args: { scenario: 'slow-proofs' } }

/** A proof is refused, and the intent fails before any solver sees it. */
export const ProofFailure: Story = { args: { scenario: 'proof-failure' } }

/** The solver gives up before anything is locked, so nothing is given back; but nobody says that nothing was locked. */
export const Failed: Story = { args: { scenario: 'failed' } }

/** The destination is never locked; after the timeout the source lock is given back, while the status stays failed. */
export const FailedWithRefund: Story = { args: { scenario: 'failed-with-refund' } }

/** The user takes the intent back before a solver takes it. */
export const Cancelled: Story = { args: { scenario: 'cancelled' } }

/** The service forgets the intent: subscribers hear that, and whoever asks later that there is none. */
export const Removed: Story = { args: { scenario: 'removed' } }

/** The service has never heard of this intent. */
export const NotFound: Story = { args: { scenario: 'not-found' } }

/** Whoever subscribes at once is told that there is no such intent; four seconds later there is. */
export const LateArrival: Story = { args: { scenario: 'late-arrival' } }

/** The contract gives the intent another id: the old one is removed, and the intent goes on under the new one. */
export const ReplacedId: Story = { args: { scenario: 'replaced-id' } }

/** Forty more intents come, one each quarter of a second, and go in every way: for whoever watches all of them. */
export const BusyMempool: Story = { args: { scenario: 'busy-mempool' } }

/** Every connection is cut and none is admitted for ten seconds; REST goes on. */
export const DropMidway: Story = { args: { scenario: 'drop-midway' } }

/** The connection stays open and says nothing more, not even a ping; only REST knows the end. */
export const FreezeMidway: Story = { args: { scenario: 'freeze-midway' } }

/** The server disconnects every socket: the client library does not come back by itself. */
export const ServerSideDisconnect: Story = { args: { scenario: 'server-side-disconnect' } }

/** The service is deployed: connections close, nothing answers for two seconds, and all rooms are lost. */
export const ServerRestart: Story = { args: { scenario: 'server-restart' } }

/** Connections close once and may come back at once: whoever does not subscribe again hears nothing more. */
export const LostRooms: Story = { args: { scenario: 'lost-rooms' } }

/** Connections are refused before they open: a browser only sees that they never did. */
export const RefusedUpgrade: Story = { args: { scenario: 'refused-upgrade' } }

/** Connections open, but the namespace refuses every socket. */
export const RefusedConnect: Story = { args: { scenario: 'refused-connect' } }

/** Subscriptions are swallowed: neither a status nor a word that there is none. */
export const Silence: Story = { args: { scenario: 'silence' } }

/** Connections are cut, and REST answers 429 with Retry-After for a while. */
export const RateLimited: Story = { args: { scenario: 'rate-limited' } }

/** The socket works, and every REST request breaks. */
export const RestDown: Story = { args: { scenario: 'rest-down' } }

/** Connections are cut, and a proxy answers REST with a page, with status 200. */
export const RestHtml: Story = { args: { scenario: 'rest-html' } }

/** Nonsense comes between the news, once even a packet that cannot be read. */
export const Junk: Story = { args: { scenario: 'junk' } }

/** The event that some clients still listen for says completed long before the intent is. */
export const LegacySettlementProof: Story = { args: { scenario: 'legacy-settlement-proof' } }

/** Every event comes three times. */
export const Duplicates: Story = { args: { scenario: 'duplicates' } }

/** The news of matching comes after that of executing, and the one of executing after the end. */
export const OutOfOrder: Story = { args: { scenario: 'out-of-order' } }

/** The socket tells of the end four seconds after REST, and REST lags behind in the middle. */
export const LateNews: Story = { args: { scenario: 'late-news' } }

/** Updates have an id, a status and little else; what was known before is left out. */
export const BareUpdates: Story = { args: { scenario: 'bare-updates' } }

/** Hashes are a list, the HTLC is an object, chains have names, times are ISO texts. */
export const OtherShapes: Story = { args: { scenario: 'other-shapes' } }

/** Times are whole seconds, and two steps share one. */
export const SecondsOnly: Story = { args: { scenario: 'seconds-only' } }

/** The HTLC is a record with a word for each chain; it fails with the source locked, and is refunded. */
export const RefundByLegs: Story = { args: { scenario: 'refund-by-legs' } }

/** The HTLC is a record of flags for each chain; it fails with the source locked, and is refunded. */
export const RefundByFlags: Story = { args: { scenario: 'refund-by-flags' } }

/** The HTLC is a record with a record for each chain; it fails with the source locked, and is refunded. */
export const RefundNested: Story = { args: { scenario: 'refund-nested' } }

/** The HTLC is funded and redeemed, not locked and claimed; it fails at the source, and is refunded. */
export const RefundOtherWords: Story = { args: { scenario: 'refund-other-words' } }

/** A status, a proof status and fields that nobody has heard of; an error that mends itself. */
export const UnknownWords: Story = { args: { scenario: 'unknown-words' } }
