import type { Meta, StoryObj } from '@storybook/react-vite'
import { ConnectionIndicator, StatusBadge, StatusTimeline } from 'onwire'
import { toRelayTimeline, toTransactionUrl, useRelayChains, useRelayStatus } from 'onwire/relay'
import { SimulatedRelayProvider } from 'onwire/testing/relay'
import { expect, within } from 'storybook/test'
import { clock, speed, until } from './support/speed.js'

/** What `RelayStatusTimeline` is made of: the hook, the mapping and the parts. Change what you like. */
function MyRelayStatus({ requestId }: { requestId: string }) {
  const { data, isSettled, connection } = useRelayStatus({ requestId })
  const { data: chains } = useRelayChains()
  const timeline = toRelayTimeline(data, { isSettled })

  return (
    <StatusTimeline.Root
      timeline={timeline}
      connection={connection}
      isPending={!data}
      getTransactionHref={({ chainId, hash }) =>
        toTransactionUrl(
          chains?.find((chain) => chain.id === chainId),
          hash,
        )
      }
      style={{ maxInlineSize: 440 }}
    >
      <StatusTimeline.Header>
        <StatusBadge />
        <ConnectionIndicator connection={connection} />
      </StatusTimeline.Header>
      <StatusTimeline.List>
        {(step) => (
          <StatusTimeline.Item key={step.id} step={step}>
            <StatusTimeline.Connector />
            <StatusTimeline.Indicator />
            <StatusTimeline.Content>
              <StatusTimeline.Title />
              <StatusTimeline.Time format="relative" />
              <StatusTimeline.Description />
              {step.transactions.map((transaction) => (
                <StatusTimeline.TransactionLink key={transaction.hash} transaction={transaction} />
              ))}
            </StatusTimeline.Content>
          </StatusTimeline.Item>
        )}
      </StatusTimeline.List>
    </StatusTimeline.Root>
  )
}

const meta = {
  title: 'Relay/Composition',
  component: MyRelayStatus,
  args: { requestId: `0x${'ab'.repeat(32)}` },
  decorators: [
    (Story, { args }) => (
      <SimulatedRelayProvider scenario="happy-path" speed={speed} clock={clock} requestId={args.requestId}>
        <Story />
      </SimulatedRelayProvider>
    ),
  ],
} satisfies Meta<typeof MyRelayStatus>

export default meta

export const FromParts: StoryObj<typeof meta> = {
  play: async ({ canvasElement }) => {
    const badge = { selector: '[data-slot=ow-badge]' }
    await until(() => expect(within(canvasElement).getByText('Completed', badge)).toBeVisible())
  },
}
