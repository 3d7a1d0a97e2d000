import type { Meta, StoryObj } from '@storybook/react-vite'
import { MempoolStats } from 'onwire/fusion'
import type { FusionScenario, FusionScenarioName } from 'onwire/testing'
import { SimulatedFusionProvider } from 'onwire/testing/fusion'
import { expect, within } from 'storybook/test'
import { busyThenLost } from './support/fusion.js'
import { clock, speed, until } from './support/speed.js'

const on = (scenario: FusionScenario | FusionScenarioName) => ({ parameters: { scenario } })

/** How many intents a coordinator has, by where they are, live. */
const meta = {
  title: 'Fusion/MempoolStats',
  component: MempoolStats,
  args: { locale: 'en', style: { maxInlineSize: 560 } },
  decorators: [
    (Story, { parameters }) => (
      <SimulatedFusionProvider scenario={parameters['scenario']} speed={speed} clock={clock}>
        <Story />
      </SimulatedFusionProvider>
    ),
  ],
  parameters: { scenario: 'busy-mempool' },
} satisfies Meta<typeof MempoolStats>

export default meta
type Story = StoryObj<typeof meta>

const total = (canvasElement: HTMLElement) => within(canvasElement).getByText('Total').nextElementSibling
const counts: Story['play'] = async ({ canvasElement }) => {
  await until(() => expect(Number(total(canvasElement)?.textContent)).toBeGreaterThan(4))
}

export const Live: Story = { play: counts }

/** Until they are told: as high as they will be. */
export const Loading: Story = { render: (args) => <MempoolStats.View {...args} stats={undefined} /> }

/** The connection is lost: what was known stays, marked as old. */
export const NotLive: Story = {
  ...on(busyThenLost),
  play: async ({ canvasElement }) => {
    await until(() => expect(within(canvasElement).getByText(/the numbers may be old/)).toBeVisible())
  },
}

/** The parts with numbers of your own; what isn't told is said. */
export const LargeNumbers: Story = {
  render: (args) => (
    <MempoolStats.View {...args} stats={{ total: 1_234_567, submitted: 98_765, completed: 1_100_000, failed: 0 }} />
  ),
}

export const WithoutConnection: Story = { args: { showConnection: false }, play: counts }
export const Narrow: Story = { globals: { width: 'narrow' }, play: counts }
export const Dark: Story = { ...on(busyThenLost), globals: { theme: 'dark' }, play: counts }
export const RightToLeft: Story = {
  args: { locale: 'ar-EG' },
  globals: { direction: 'rtl' },
  play: async ({ canvasElement }) => {
    await until(() => expect(total(canvasElement)).toHaveTextContent(/^[٥-٩]$/))
  },
}
