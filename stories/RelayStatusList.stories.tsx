import type { Meta, StoryObj } from '@storybook/react-vite'
import { RelayStatusList } from 'onwire/relay'
import { type RelayScenario, relayScenarios, type RelaySimulator } from 'onwire/testing'
import { SimulatedRelayProvider } from 'onwire/testing/relay'
import { expect, fn, userEvent, within } from 'storybook/test'
import { nothingWorks, onlyPolling } from './support/scenarios.js'
import { clock, speed, until } from './support/speed.js'

const names: Readonly<Record<number, string>> = { 1: 'Ethereum', 10: 'Optimism', 8453: 'Base', 42161: 'Arbitrum' }
const stories = ['happy-path', 'refund-after-failure', 'abandoned-quote', 'happy-path'] as const

const toId = (index: number) => `0x${(index + 1).toString(16).padStart(64, '0')}`
const toIds = (count: number) => Array.from({ length: count }, (_, index) => toId(index))

/** Begins each request once: a list draws again. */
function start(simulator: RelaySimulator, ids: readonly string[], scenario: RelayScenario | undefined) {
  for (const [index, requestId] of ids.entries())
    if (!started.get(simulator)?.has(requestId)) {
      started.set(simulator, (started.get(simulator) ?? new Set()).add(requestId))
      simulator.start(scenario ?? relayScenarios[stories[index % stories.length] ?? 'happy-path'], { requestId })
    }
}
const started = new WeakMap<RelaySimulator, Set<string>>()

/** A compact row for each request, live. Those in view are asked for first. */
const meta = {
  title: 'Relay/RelayStatusList',
  component: RelayStatusList,
  args: { requestIds: toIds(8), locale: 'en', getChainName: (id) => names[id], style: { maxInlineSize: 560 } },
  decorators: [
    (Story, { args, parameters }) => {
      const scenario: RelayScenario | undefined = parameters['scenario']
      return (
        <SimulatedRelayProvider scenario={scenario ?? 'happy-path'} speed={speed} clock={clock}>
          {({ simulator }) => {
            start(simulator, args.requestIds, scenario)
            return <Story />
          }}
        </SimulatedRelayProvider>
      )
    },
  ],
} satisfies Meta<typeof RelayStatusList>

export default meta
type Story = StoryObj<typeof meta>

const seeCompleted: Story['play'] = async ({ canvasElement }) => {
  const canvas = within(canvasElement)
  await until(() => expect(canvas.getAllByText('Completed').length).toBeGreaterThan(1))
  await expect(canvas.getAllByRole('listitem')).toHaveLength(8)
}

export const Live: Story = { play: seeCompleted }

/** Each id is a button. */
export const Selectable: Story = {
  args: { onSelect: fn() },
  play: async ({ args, canvasElement }) => {
    const [first] = await until(() => within(canvasElement).getAllByRole('button'))
    await userEvent.click(first!)
    await expect(args.onSelect).toHaveBeenCalledWith(toId(0))
  },
}

/** All rows are in the document; those in view are asked for first, within the budget of 180 requests a minute. */
export const TwoHundred: Story = {
  args: { requestIds: toIds(200) },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await until(() => expect(canvas.getAllByRole('listitem')).toHaveLength(200))
    await until(() => expect(canvas.queryAllByText('Loading…')).toHaveLength(0))
  },
}

export const Empty: Story = { args: { requestIds: [] } }

export const Polling: Story = {
  parameters: { scenario: onlyPolling },
  play: async ({ canvasElement }) => {
    await until(() => expect(within(canvasElement).getAllByText('In progress')).toHaveLength(8))
  },
}

/** Neither socket nor REST answers: each row says so. */
export const NothingWorks: Story = {
  parameters: { scenario: nothingWorks },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await until(() => expect(canvas.getAllByText('The status could not be loaded.')).toHaveLength(8))
  },
}

export const Narrow: Story = { globals: { width: 'narrow' }, play: seeCompleted }
export const Dark: Story = { globals: { theme: 'dark' }, play: seeCompleted }
