import type { Meta, StoryObj } from '@storybook/react-vite'
import { LogFeed } from 'onwire/covalent'
import { covalentScenarios, type CovalentScenarioName } from 'onwire/testing'
import { type SimulatedCovalentSetup, SimulatedCovalentProvider } from 'onwire/testing/covalent'
import { useIsOver } from './support/useIsOver.js'
import { seeWholeLogFeed } from './support/wholeLogFeed.js'
import { clock, topSpeed } from './support/speed.js'

interface Scenario {
  readonly scenario: CovalentScenarioName
  readonly speed: number
}

function Followed({ world }: { readonly world: Pick<SimulatedCovalentSetup, 'address' | 'chain' | 'simulator'> }) {
  const { address, chain, simulator } = world
  const isOver = useIsOver(simulator)
  return <LogFeed chain={chain} address={address} locale="en" data-over={isOver} style={{ maxInlineSize: 560 }} />
}

/** Each story that the simulated service can tell, all in memory. After its last step the chain goes on. */
const meta = {
  title: 'Covalent/Scenarios',
  args: { scenario: 'steady', speed: topSpeed },
  argTypes: { scenario: { control: 'select', options: Object.keys(covalentScenarios) } },
  render: ({ scenario, speed }) => (
    <SimulatedCovalentProvider scenario={scenario} speed={speed} clock={clock}>
      {(world) => <Followed world={world} />}
    </SimulatedCovalentProvider>
  ),
  play: seeWholeLogFeed,
} satisfies Meta<Scenario>

export default meta
type Story = StoryObj<typeof meta>

/** A block every two seconds, with two logs, after a short past. */
export const Steady: Story = { args: { scenario: 'steady' } }

/** One block brings ten thousand logs; before and after it there is one a block. */
export const Burst10000: Story = { args: { scenario: 'burst-10000' } }

/** Blocks come and hold nothing for a minute; then comes a single log, and nothing again. */
export const Quiet: Story = { args: { scenario: 'quiet' } }

/** The newest six blocks are replaced: some logs come back elsewhere, some never, and new ones appear. */
export const Reorg6: Story = { args: { scenario: 'reorg-6' } }

/** More than a thousand logs stand in the past seven hundred blocks: eleven pages of the largest size. */
export const PageLimits: Story = { args: { scenario: 'page-limits' } }

/** Every socket is cut and none is admitted for ten seconds; REST goes on. */
export const DropMidway: Story = { args: { scenario: 'drop-midway' } }

/** While every socket is cut, five hundred blocks pass, each with a log: more than one page can tell. */
export const Gap500Blocks: Story = { args: { scenario: 'gap-500-blocks' } }

/** The service is deployed: every socket is closed once, and new ones are welcome. */
export const Restart: Story = { args: { scenario: 'restart' } }

/** The socket stays open and says nothing more; only REST knows what goes on. */
export const Freeze: Story = { args: { scenario: 'freeze' } }

/** Sockets connect and take subscriptions, but for a minute not one message comes. */
export const SilentSocket: Story = { args: { scenario: 'silent-socket' } }

/** The beta is over: the upgrade is answered with 404 for two minutes, and REST is all there is. */
export const SocketOff: Story = { args: { scenario: 'socket-off' } }

/** The service takes nobody’s key for half a minute: REST answers 401, and the socket an ERROR frame. */
export const WrongKey: Story = { args: { scenario: 'wrong-key' } }

/** REST knows the newest block, and the logs of 45 seconds ago, while sockets are cut for a minute. */
export const LateIndex: Story = { args: { scenario: 'late-index' } }

/** REST answers 402 for half a minute, while the socket is cut for some seconds. */
export const CreditsSpent: Story = { args: { scenario: 'credits-spent' } }

/** The socket is cut, and REST answers 429, first with Retry-After and then without. */
export const RateLimited: Story = { args: { scenario: 'rate-limited' } }

/** Between the messages come broken JSON, logs without an identity, and frames that nobody knows. */
export const Junk: Story = { args: { scenario: 'junk' } }

/** Every log comes three times. */
export const Duplicates: Story = { args: { scenario: 'duplicates' } }

/** The service decodes no log: decoded is null here, and left out there. */
export const DecodedMissing: Story = { args: { scenario: 'decoded-missing' } }
