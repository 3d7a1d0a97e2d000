import type { Meta, StoryObj } from '@storybook/react-vite'
import { TransactionTimeline } from 'onwire/evm'
import { evmScenarios, type EvmScenarioName } from 'onwire/testing'
import { SimulatedEvmProvider } from 'onwire/testing/evm'
import { expect } from 'storybook/test'
import { clock, speed, until } from './support/speed.js'

interface Scenario {
  readonly scenario: EvmScenarioName
  readonly speed: number
}

/** A transaction on its chain, as the simulated node tells of it, from its start to its end. */
const meta = {
  title: 'EVM/TransactionTimeline',
  args: { scenario: 'transaction-included', speed },
  argTypes: {
    scenario: {
      control: 'select',
      options: Object.keys(evmScenarios).filter((name) => name.startsWith('transaction')),
    },
  },
  render: ({ scenario, speed }) => (
    <SimulatedEvmProvider scenario={scenario} speed={speed} clock={clock}>
      {({ hash }) => <TransactionTimeline hash={hash} locale="en" style={{ maxInlineSize: 440 }} />}
    </SimulatedEvmProvider>
  ),
} satisfies Meta<Scenario>

export default meta
type Story = StoryObj<typeof meta>

/** Sees what is said, and how it ends. */
const see = (text: RegExp, end: object) => async (context: { readonly canvasElement: HTMLElement }) => {
  const root = () => context.canvasElement.querySelector<HTMLElement>('[data-slot=ow-timeline]')
  await until(() => expect(root()).toHaveTextContent(text))
  await until(() => expect(root()?.dataset).toMatchObject(end))
}

/** It waits for a block, and twelve blocks confirm it, or one more that comes before they are asked for. */
export const Included: Story = { play: see(/1[2-9] confirmations/, { outcome: 'success', final: '' }) }

/** It gets into a block, and changes nothing. */
export const Reverted: Story = {
  args: { scenario: 'transaction-reverted' },
  play: see(/Reverted/, { outcome: 'failure', final: '' }),
}

/** The same with a higher fee gets into a block in its place. */
export const SpedUp: Story = {
  args: { scenario: 'transaction-sped-up' },
  play: see(/Sped up: 0x/, { outcome: 'success', final: '' }),
}

/** Its sender sends nothing to himself in its place. */
export const Cancelled: Story = {
  args: { scenario: 'transaction-cancelled' },
  play: see(/Cancelled by 0x/, { outcome: 'cancelled', final: '' }),
}

/** Another transaction of its sender gets into a block in its place. */
export const Replaced: Story = {
  args: { scenario: 'transaction-replaced' },
  play: see(/Replaced by 0x/, { outcome: 'failure', final: '' }),
}

/** The node forgets it, and ten minutes pass on the chain: it may be sent again. */
export const Dropped: Story = {
  args: { scenario: 'transaction-dropped' },
  play: see(/Dropped/, { outcome: 'failure', phase: 'processing' }),
}

/** Its block leaves the chain, and ten seconds later it is in another one. */
export const Reorganised: Story = {
  args: { scenario: 'transaction-reorganised' },
  play: see(/Its block has left the chain/, { outcome: 'success', final: '' }),
}
