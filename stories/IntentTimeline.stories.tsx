import type { Meta, StoryObj } from '@storybook/react-vite'
import { IntentTimeline } from 'onwire/fusion'
import type { FusionScenario, FusionScenarioName } from 'onwire/testing'
import { SimulatedFusionProvider } from 'onwire/testing/fusion'
import { expect, within } from 'storybook/test'
import { nothingWorks, onlyPolling } from './support/fusion.js'
import { clock, speed, until } from './support/speed.js'

const played = `0x${'5e'.repeat(32)}`

const on = (scenario: FusionScenario | FusionScenarioName) => ({ parameters: { scenario } })
const says = (text: RegExp | string, selector = '*'): { readonly play: NonNullable<Story['play']> } => ({
  play: async ({ canvasElement }) => {
    await until(() => expect(within(canvasElement).getByText(text, { selector })).toBeVisible())
  },
})

/**
 * A Fusion intent, live: the steps to come, where it is, how news arrive. Here on the in-memory simulator; in an app
 * inside `QueryClientProvider` and `OnwireProvider`.
 */
const meta = {
  title: 'Fusion/IntentTimeline',
  component: IntentTimeline,
  args: { intentId: played, locale: 'en', style: { maxInlineSize: 440 } },
  decorators: [
    (Story, { parameters }) => (
      <SimulatedFusionProvider
        scenario={parameters['scenario']}
        intentId={played}
        speed={parameters['speed']}
        clock={clock}
      >
        <Story />
      </SimulatedFusionProvider>
    ),
  ],
  parameters: { scenario: 'happy-path', speed },
} satisfies Meta<typeof IntentTimeline>

export default meta
type Story = StoryObj<typeof meta>

export const Live: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await until(() => expect(canvas.getByText('Completed', { selector: '[data-slot=ow-badge]' })).toBeVisible())
    await until(() => expect(canvas.getAllByText('Done')).toHaveLength(5))
  },
}

/** Before there is an id, and until the first news: the steps to come. */
export const NoIdYet: Story = { args: { intentId: undefined } }

/** The service knows no such intent, or not yet: a state, and no error. */
export const NotFound: Story = { ...on('not-found'), ...says(/doesn’t know this intent/) }

/** The service has forgotten it, and nobody knows how it ended. */
/* At its own pace: a page that subscribes after the removal is told of no such intent. */
export const Removed: Story = { parameters: { scenario: 'removed', speed: 1 }, ...says(/removed this intent/) }

export const Cancelled: Story = { ...on('cancelled'), ...says('Cancelled', '[data-slot=ow-badge]') }

const refunded = { ...on('failed-with-refund'), ...says('Refunded', '[data-slot=ow-badge]') }

/** It failed with something locked, which was given back. */
export const Refunded: Story = refunded

/** The socket is down for good: it goes on by polling, and says so. */
export const Polling: Story = { ...on(onlyPolling), ...says(/Polling/) }

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

export const WithoutConnection: Story = {
  args: { showConnection: false },
  ...says('Completed', '[data-slot=ow-badge]'),
}
export const Narrow: Story = { ...refunded, globals: { width: 'narrow' } }
export const Dark: Story = { ...refunded, globals: { theme: 'dark' } }
