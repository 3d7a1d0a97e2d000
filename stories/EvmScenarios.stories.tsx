import type { Meta, StoryObj } from '@storybook/react-vite'
import { LogFeed } from 'onwire/evm'
import { evmScenarios, type EvmScenarioName } from 'onwire/testing'
import { type SimulatedEvmSetup, SimulatedEvmProvider } from 'onwire/testing/evm'
import { useIsOver } from './support/useIsOver.js'
import { seeWholeLogFeed } from './support/wholeLogFeed.js'
import { clock, topSpeed } from './support/speed.js'

interface Scenario {
  readonly scenario: EvmScenarioName
  readonly speed: number
}

function Followed({ world }: { readonly world: Pick<SimulatedEvmSetup, 'address' | 'chain' | 'simulator'> }) {
  const { address, chain, simulator } = world
  const isOver = useIsOver(simulator)
  return <LogFeed chain={chain} address={address} locale="en" data-over={isOver} style={{ maxInlineSize: 560 }} />
}

/** Each story that the simulated node can tell, all in memory. After its last step the chain goes on. */
const meta = {
  title: 'EVM/Scenarios',
  args: { scenario: 'happy', speed: topSpeed },
  argTypes: { scenario: { control: 'select', options: Object.keys(evmScenarios) } },
  render: ({ scenario, speed }) => (
    <SimulatedEvmProvider scenario={scenario} speed={speed} clock={clock}>
      {(world) => <Followed world={world} />}
    </SimulatedEvmProvider>
  ),
  play: seeWholeLogFeed,
} satisfies Meta<Scenario>

export default meta
type Story = StoryObj<typeof meta>

/** A block every two seconds, with two logs, after a short past. */
export const Happy: Story = { args: { scenario: 'happy' } }

/** One block brings a thousand logs; before and after it there is one a block. */
export const Burst: Story = { args: { scenario: 'burst' } }

/** The newest block is replaced by another, with other logs. */
export const Reorg1: Story = { args: { scenario: 'reorg-1' } }

/** The newest six blocks are replaced by others. */
export const Reorg6: Story = { args: { scenario: 'reorg-6' } }

/** The newest sixty-four blocks are replaced, most of them from before anybody looked. */
export const Reorg64: Story = { args: { scenario: 'reorg-64' } }

/** Every socket is cut and none is admitted for ten seconds, in which three blocks are replaced. */
export const DropMidway: Story = { args: { scenario: 'drop-midway' } }

/** The socket stays open, and the node has forgotten what was subscribed. */
export const LostSubscriptions: Story = { args: { scenario: 'lost-subscriptions' } }

/** The socket answers, and knows no eth_subscribe: everything is polled. */
export const NoSubscriptions: Story = { args: { scenario: 'no-subscriptions' } }

/** For half a minute HTTP is answered by a node that lacks the newest three blocks. */
export const Behind: Story = { args: { scenario: 'behind' } }

/** For half a minute every other request is answered by a node with a newest block of its own. */
export const Pair: Story = { args: { scenario: 'pair' } }

/** A node that gives fifty blocks and forty logs at once, and a past of three hundred logs. */
export const RangeLimits: Story = { args: { scenario: 'range-limits' } }

/** A node that takes one question in a request; three blocks are replaced while sockets are cut. */
export const NoBatch: Story = { args: { scenario: 'no-batch' } }

/** Every socket is closed once, three times in a row, while blocks are replaced. */
export const RollingRestart: Story = { args: { scenario: 'rolling-restart' } }

/** For half a minute the node says that it is of another chain. */
export const WrongChain: Story = { args: { scenario: 'wrong-chain' } }

/** Sockets are cut, and HTTP answers 429 for some seconds. */
export const RateLimited: Story = { args: { scenario: 'rate-limited' } }
