import type { Meta, StoryObj } from '@storybook/react-vite'
import { webhookRelayScenarios, type WebhookRelayScenarioName } from 'onwire/testing'
import { SimulatedWebhookRelayProvider, type SimulatedWebhookRelaySetup } from 'onwire/testing/webhook-relay'
import { WebhookFeed } from 'onwire/webhook-relay'
import { useEffect, useState } from 'react'
import { expect, within } from 'storybook/test'
import { clock, topSpeed, until } from './support/speed.js'

interface Scenario {
  readonly scenario: WebhookRelayScenarioName
  readonly speed: number
}

function Followed({ world }: { readonly world: Pick<SimulatedWebhookRelaySetup, 'buckets' | 'simulator'> }) {
  const { buckets, simulator } = world
  const [count, setCount] = useState<number>()
  useEffect(() => {
    const [story] = simulator.stories()
    void story?.done.then(() => setCount(simulator.truth().length))
  }, [simulator])
  return <WebhookFeed buckets={buckets} limit={1000} locale="en" data-count={count} style={{ maxInlineSize: 560 }} />
}

/** Each story that the simulated service can tell, all in memory. */
const meta = {
  title: 'Webhook Relay/Scenarios',
  args: { scenario: 'steady', speed: topSpeed },
  argTypes: { scenario: { control: 'select', options: Object.keys(webhookRelayScenarios) } },
  render: ({ scenario, speed }) => (
    <SimulatedWebhookRelayProvider scenario={scenario} speed={speed} clock={clock}>
      {(world) => <Followed world={world} />}
    </SimulatedWebhookRelayProvider>
  ),
  play: async ({ args, canvasElement }) => {
    const canvas = within(canvasElement)
    const feed = () => canvasElement.querySelector('[data-slot=ow-feed]')
    await until(() => expect(feed()).toHaveAttribute('data-count'))
    if (args.scenario === 'unauthorized') {
      const connection = () => canvasElement.querySelector('[data-slot=ow-connection]')
      await until(() => expect(connection()).toHaveTextContent('Not up to date · Connection refused'))
      await expect(canvas.queryAllByRole('listitem')).toHaveLength(0)
      return
    }
    const count = feed()?.getAttribute('data-count') ?? ''
    // Whatever happened, it is mended: all are there, each once, and nothing is amiss.
    await until(async () => {
      await expect(canvas.getAllByRole('listitem')[0]).toHaveAttribute('aria-setsize', count)
      await expect(canvasElement.querySelector('[data-slot=ow-notice]')).toBeNull()
      await expect(canvas.queryByText(/missing|Catching up/)).toBeNull()
    })
  },
} satisfies Meta<Scenario>

export default meta
type Story = StoryObj<typeof meta>

/** A webhook every two seconds, after a short past. */
export const Steady: Story = { args: { scenario: 'steady' } }

/** Five hundred webhooks at once: more than one page of the log. */
export const Burst: Story = { args: { scenario: 'burst' } }

/** Every socket is cut and none is admitted for ten seconds; webhooks go on, and only the log has them. */
export const DropMidway: Story = { args: { scenario: 'drop-midway' } }

/** The socket stays open and says nothing more; only the log knows what goes on. */
export const Frozen: Story = { args: { scenario: 'frozen' } }

/** The service pings no more and has nothing to tell: after ninety seconds the link counts as dead. */
export const NoPing: Story = { args: { scenario: 'no-ping' } }

/** The credentials are not taken, neither by the socket nor by REST, and that stays so. */
export const Unauthorized: Story = { args: { scenario: 'unauthorized' } }

/** The bucket has public outputs only: no socket hears of its webhooks, and only the log has them. */
export const PublicOutputs: Story = { args: { scenario: 'public-outputs' } }

/** Each webhook comes as two messages, one for each internal output. */
export const SeveralOutputs: Story = { args: { scenario: 'several-outputs' } }

/** Webhooks come to twelve buckets in turns. */
export const ManyBuckets: Story = { args: { scenario: 'many-buckets' } }

/** Every message comes three times. */
export const Duplicates: Story = { args: { scenario: 'duplicates' } }

/** No message tells the log’s id, as on the vendor’s page, and some webhooks say the same. */
export const WithoutIds: Story = { args: { scenario: 'without-ids' } }

/** Bodies of some forty thousand characters. */
export const LargeBodies: Story = { args: { scenario: 'large-bodies' } }

/** Forms, text, bytes, JSON that is cut short, content types that nobody knows, and nothing at all. */
export const OddContents: Story = { args: { scenario: 'odd-contents' } }

/** Between the messages come broken JSON, webhooks without a bucket, and statuses that nobody knows. */
export const Junk: Story = { args: { scenario: 'junk' } }

/** The socket is cut, and REST answers 429, then 503. */
export const RateLimited: Story = { args: { scenario: 'rate-limited' } }
