import type { Meta, StoryObj } from '@storybook/react-vite'
import { RelayStatusCompact, useRelayDeposits } from 'onwire/relay'
import { type RelayScenario, relayScenarios, type RelaySimulator, type RelayStatusStep } from 'onwire/testing'
import { SimulatedBridgeProvider } from 'onwire/testing/bridge'
import { expect, userEvent, within } from 'storybook/test'
import { clock, speed, until } from './support/speed.js'

const depositAddress = '0x5a1fbd8ecbbab7d4f1bd39ba39bc0dd3ab53a264'

/** The same story, for a request that came through the address. */
function throughAddress(story: RelayScenario, type: 'open' | 'strict'): RelayScenario {
  const own = { depositAddress: { address: depositAddress, depositAddressType: type } }
  return {
    ...story,
    steps: story.steps.map((step) => ('fault' in step ? step : { ...step, fields: { ...own, ...step.fields } })),
  }
}

interface DepositsProps {
  /** The address; none is followed while it is empty. */
  readonly address: string
  readonly simulator: RelaySimulator
}

function Deposits({ address, simulator }: DepositsProps) {
  const { connection, data, error, isPending, isSettled } = useRelayDeposits({ depositAddress: address })
  const state = error ? 'failed' : isPending ? 'pending' : isSettled ? 'settled' : 'open'
  const deposit = () => simulator.start(throughAddress(relayScenarios['happy-path'], 'open'), { speed })
  const isAway = simulator.faults.state().rest === 'down'
  return (
    <section aria-label="Deposits" data-state={state} data-stale={connection.isStale} style={{ maxInlineSize: 560 }}>
      <ol style={{ display: 'grid', gap: 12, paddingInlineStart: 20 }}>
        {data?.requests.map(({ requestId, status, supersededBy }) => (
          <li key={requestId} data-status={status}>
            {supersededBy ? (
              `${requestId.slice(0, 10)}… led to ${supersededBy.slice(0, 10)}…`
            ) : (
              <RelayStatusCompact requestId={requestId} />
            )}
          </li>
        ))}
      </ol>
      {data?.requests.length === 0 && <p>Nothing was deposited yet.</p>}
      {error && <p role="alert">{error.code}</p>}
      <button type="button" onClick={deposit}>
        Deposit
      </button>
      <button type="button" onClick={() => simulator.faults.apply(isAway ? 'restore-rest' : 'rest-down')}>
        Cut Relay off
      </button>
    </section>
  )
}

interface Args {
  readonly address: string
  readonly scenario: RelayScenario
}

/** Everything that a deposit address has received, on a page whose app's server has the key. */
const meta = {
  title: 'Relay/Deposit address',
  args: { address: depositAddress, scenario: throughAddress(relayScenarios['happy-path'], 'open') },
  argTypes: { scenario: { table: { disable: true } } },
  render: ({ address, scenario }) => (
    <SimulatedBridgeProvider scenario={scenario} speed={speed} clock={clock}>
      {({ simulator }) => <Deposits address={address} simulator={simulator} />}
    </SimulatedBridgeProvider>
  ),
} satisfies Meta<Args>

export default meta
type Story = StoryObj<typeof meta>

const look = (canvasElement: HTMLElement) => {
  const canvas = within(canvasElement)
  return {
    canvas,
    seeState: (state: string) => until(() => expect(canvas.getByRole('region').dataset['state']).toBe(state)),
    seeStatuses: (...statuses: readonly string[]) =>
      until(() => expect(canvas.getAllByRole('listitem').map(({ dataset }) => dataset['status'])).toEqual(statuses)),
  }
}

/** An open address takes each deposit as a request of its own, for ever. */
export const Open: Story = {
  play: async ({ canvasElement }) => {
    const { canvas, seeState, seeStatuses } = look(canvasElement)
    await seeStatuses('success')
    await userEvent.click(canvas.getByRole('button', { name: 'Deposit' }))
    await seeStatuses('success', 'success')
    await seeState('open')
  },
}

/** A strict address is for one order, and has settled with it. */
export const Strict: Story = {
  args: { scenario: throughAddress(relayScenarios['refund-after-failure'], 'strict') },
  play: async ({ canvasElement }) => {
    const { seeState, seeStatuses } = look(canvasElement)
    await seeStatuses('refund')
    await seeState('settled')
  },
}

const made: RelayStatusStep = { at: 0, status: 'waiting' }
/** The quote was made anew: deposit and fill move to a request that isn't on the address's list. */
export const Superseded: Story = {
  args: {
    scenario: throughAddress(
      {
        ...relayScenarios.superseded,
        steps: [made, { at: 1_500, status: 'waiting', supersededBy: relayScenarios['happy-path'] }],
      },
      'open',
    ),
  },
  play: async ({ canvasElement }) => {
    const { canvas, seeStatuses } = look(canvasElement)
    await seeStatuses('waiting', 'success')
    await until(() => expect(canvas.getByText(/led to 0x/)).toBeVisible())
  },
}

/** Nobody has paid to the address yet. */
export const Empty: Story = {
  args: { address: '0x00000000000000000000000000000000000000d2' },
  play: async ({ canvasElement }) => {
    const { canvas } = look(canvasElement)
    await until(() => expect(canvas.getByText('Nothing was deposited yet.')).toBeVisible())
  },
}

/** What is no address is refused before anybody is asked. */
export const NoAddress: Story = {
  args: { address: 'not an address' },
  play: async ({ canvasElement }) => {
    const { canvas } = look(canvasElement)
    await until(() => expect(canvas.getByRole('alert')).toHaveTextContent('INVALID_DEPOSIT_ADDRESS'))
  },
}

/** The bridge can't ask Relay: the list stays, and says that it is old. */
export const CutOff: Story = {
  play: async ({ canvasElement }) => {
    const { canvas, seeStatuses } = look(canvasElement)
    await seeStatuses('success')
    await userEvent.click(canvas.getByRole('button', { name: 'Cut Relay off' }))
    await until(() => expect(canvas.getByRole('region').dataset['stale']).toBe('true'))
    await seeStatuses('success')
  },
}
