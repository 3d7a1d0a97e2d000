import type { Meta, StoryObj } from '@storybook/react-vite'
import { RelayStatusTimeline } from 'onwire/relay'
import { type RelayScenario, type RelayScenarioName } from 'onwire/testing'
import { SimulatedRelayProvider } from 'onwire/testing/relay'
import { expect, within } from 'storybook/test'
import { nothingWorks, onlyPolling, refusedForGood, strangersRefused } from './support/scenarios.js'
import { clock, speed, until } from './support/speed.js'

const played = `0x${'5e'.repeat(32)}`

const on = (scenario: RelayScenario | RelayScenarioName) => ({ parameters: { scenario } })

/**
 * A Relay request, live: the steps to come, where it is, how news arrive. Here on the in-memory simulator; in an app
 * inside `QueryClientProvider` and `OnwireProvider`.
 */
const meta = {
  title: 'Relay/RelayStatusTimeline',
  component: RelayStatusTimeline,
  args: { requestId: played, locale: 'en', style: { maxInlineSize: 440 } },
  decorators: [
    (Story, { parameters }) => (
      <SimulatedRelayProvider
        scenario={parameters['scenario']}
        requestId={played}
        speed={speed}
        clock={clock}
        relay={parameters['relay']}
      >
        <Story />
      </SimulatedRelayProvider>
    ),
  ],
  parameters: { scenario: 'happy-path' },
} satisfies Meta<typeof RelayStatusTimeline>

export default meta
type Story = StoryObj<typeof meta>

const badge = { selector: '[data-slot=ow-badge]' }

export const Live: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await until(() => expect(canvas.getByText('Completed', badge)).toBeVisible())
    await until(() => expect(canvas.getAllByRole('link')).toHaveLength(2))
  },
}

/** Before there is an id, and until the first news: the steps to come. */
export const NoIdYet: Story = { args: { requestId: undefined } }

/** The console says what is wrong with the id, once. Trying again can't help, and isn't offered. */
export const WrongId: Story = {
  args: { requestId: 'hello' },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await until(() => expect(canvas.getByText('The status could not be loaded.')).toBeVisible())
    await expect(canvas.queryByRole('button', { name: 'Try again' })).toBeNull()
  },
}

export const UnknownId: Story = {
  args: { requestId: `0x${'0'.repeat(64)}` },
  play: async ({ canvasElement }) => {
    await until(() => expect(within(canvasElement).getByText(/There is no news of it yet/)).toBeVisible())
  },
}

/** The socket is down for good: it goes on by polling, and says so where it can be reconnected. */
export const Polling: Story = {
  ...on(onlyPolling),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await until(() => expect(canvas.getByText(/Polling/)).toBeVisible())
  },
}

export const Refused: Story = {
  ...on(refusedForGood),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await until(() => expect(canvas.getByText('Connection refused · Polling')).toBeVisible())
    await expect(canvas.getByRole('button', { name: 'Reconnect' })).toBeVisible()
  },
}

/** A page without a key: its socket is tried once and refused. It polls, and nothing calls that an outage. */
export const WithoutKey: Story = {
  parameters: { scenario: strangersRefused, relay: { socket: 'once' } },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await until(() => expect(canvas.getByText('Polling')).toHaveAttribute('data-slot', 'ow-visually-hidden'))
    await expect(canvas.queryByRole('button', { name: 'Reconnect' })).toBeNull()
  },
}

/** Neither socket nor REST answers: a sentence, and a button. */
export const NothingWorks: Story = {
  ...on(nothingWorks),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await until(() => expect(canvas.getByText('The status could not be loaded.')).toBeVisible())
    await expect(canvas.getByRole('button', { name: 'Try again' })).toBeVisible()
    await until(() => expect(canvas.getByText(/Not up to date/)).toBeVisible())
  },
}

const says = (text: string): Pick<Story, 'play'> => ({
  play: async ({ canvasElement }) => {
    await until(() => expect(within(canvasElement).getByText(text, badge)).toBeVisible())
  },
})

export const WithoutConnection: Story = { args: { showConnection: false }, ...says('Completed') }
export const Narrow: Story = { ...on('refund-after-failure'), ...says('Refunded'), globals: { width: 'narrow' } }
export const Dark: Story = { ...on('refund-after-failure'), ...says('Refunded'), globals: { theme: 'dark' } }
