import type { Meta, StoryObj } from '@storybook/react-vite'
import { RelayStatusTimeline, type RelayStatusTimelineProps } from 'onwire/relay'
import { type RelayScenario, type RelayScenarioName, SimulatedOnwireProvider } from 'onwire/testing'
import { expect, userEvent, within } from 'storybook/test'
import { nothingWorks, onlyPolling, refusedForGood } from './support/scenarios.js'
import { speed } from './support/speed.js'

interface Simulated extends Omit<RelayStatusTimelineProps, 'requestId'> {
  readonly scenario: RelayScenario | RelayScenarioName
  readonly speed: number
  /** In place of the id that is played. */
  readonly toRequestId: (played: string) => string | undefined
}

const patience = { timeout: 30_000 }

/**
 * A Relay request, live: the steps to come, where it is, how news arrive. Here on the in-memory simulator; in an app
 * inside `QueryClientProvider` and `OnwireProvider`.
 */
const meta = {
  title: 'Relay/RelayStatusTimeline',
  args: {
    scenario: 'happy-path',
    speed,
    locale: 'en',
    style: { maxInlineSize: 440 },
    toRequestId: (played): string | undefined => played,
  },
  render: ({ scenario, speed, toRequestId, ...props }) => (
    <SimulatedOnwireProvider scenario={scenario} speed={speed}>
      {({ requestId }) => <RelayStatusTimeline {...props} requestId={toRequestId(requestId)} />}
    </SimulatedOnwireProvider>
  ),
} satisfies Meta<Simulated>

export default meta
type Story = StoryObj<typeof meta>

export const Live: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await expect(await canvas.findByText('Completed', { selector: '[data-slot=ow-badge]' }, patience)).toBeVisible()
    await expect(canvas.getAllByRole('link')).toHaveLength(2)
  },
}

/** Before there is an id, and until the first news: the steps to come. */
export const NoIdYet: Story = { args: { toRequestId: () => undefined } }

export const UnknownId: Story = {
  args: { toRequestId: () => `0x${'0'.repeat(64)}` },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText(/There is no news of it yet/, {}, patience)).toBeVisible()
  },
}

/** The socket is down for good: it goes on by polling, and says so. */
export const Polling: Story = {
  args: { scenario: onlyPolling },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await expect(await canvas.findByText(/Polling/, {}, patience)).toBeVisible()
  },
}

export const Refused: Story = {
  args: { scenario: refusedForGood },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await expect(await canvas.findByText('Connection refused · Polling', {}, patience)).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Reconnect' })).toBeVisible()
  },
}

/** Neither socket nor REST answers: a sentence, and a button that can be reached by keyboard. */
export const NothingWorks: Story = {
  args: { scenario: nothingWorks },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await expect(await canvas.findByText('The status could not be loaded.', {}, patience)).toBeVisible()
    await userEvent.tab()
    await expect(canvas.getByRole('button', { name: 'Try again' })).toBeVisible()
  },
}

export const WithoutConnection: Story = { args: { showConnection: false } }
export const Narrow: Story = { args: { scenario: 'refund-after-failure' }, globals: { width: 'narrow' } }
export const Dark: Story = { args: { scenario: 'refund-after-failure' }, globals: { theme: 'dark' } }
