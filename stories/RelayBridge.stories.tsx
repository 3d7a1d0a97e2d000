import type { Meta, StoryObj } from '@storybook/react-vite'
import { RelayStatusTimeline } from 'onwire/relay'
import type { RelayScenario } from 'onwire/testing'
import { type BridgeFaultName, SimulatedBridgeProvider, type SimulatedBridgeSetup } from 'onwire/testing/bridge'
import { useState } from 'react'
import { expect, userEvent, within } from 'storybook/test'
import { onlyWebhooks, unhurried } from './support/bridge.js'
import { clock, pass, speed, until } from './support/speed.js'

interface OnBridge {
  readonly scenario: RelayScenario
  readonly speed: number
}

type FaultName = BridgeFaultName | 'cut-off'

const faults: Readonly<Record<FaultName, string>> = {
  restart: 'Restart the bridge',
  away: 'Stop the bridge',
  'cut-off': 'Cut Relay off',
  'bus-away': 'Take the bus away',
  'sign-out': 'Sign out',
  forbid: 'Forbid all',
  restore: 'Restore',
}

interface FollowedProps {
  readonly requestId: string
  readonly onFault: (name: FaultName) => void
}

function Followed({ onFault, requestId }: FollowedProps) {
  const [received, setReceived] = useState<readonly string[]>([])
  return (
    <div style={{ display: 'grid', gap: 16, maxInlineSize: 440 }}>
      <RelayStatusTimeline
        requestId={requestId}
        onUpdate={({ status }) => setReceived((before) => (before.at(-1) === status ? before : [...before, status]))}
      />
      <div role="group" aria-label="The bridge" style={{ display: 'flex', flexWrap: 'wrap', gap: 6 }}>
        {Object.entries(faults).map(([name, label]) => (
          <button key={name} type="button" onClick={() => isFault(name) && onFault(name)}>
            {label}
          </button>
        ))}
      </div>
      <output aria-label="Told">{received.join(' ')}</output>
    </div>
  )
}

const isFault = (name: string): name is FaultName => Object.hasOwn(faults, name)

/** Webhooks come all the same: they are Relay's own requests. */
function applyFault({ bridge, simulator }: Pick<SimulatedBridgeSetup, 'bridge' | 'simulator'>, name: FaultName) {
  if (name === 'cut-off') {
    simulator.faults.apply('drop')
    simulator.faults.apply('rest-down')
    return
  }
  if (name === 'restore') {
    simulator.faults.apply('restore')
    simulator.faults.apply('restore-rest')
  }
  bridge.faults.apply(name)
}

const every = 'waiting depositing pending submitted success'

type Facts = Readonly<Record<string, string>>

/** What a person does and sees. */
function look(canvasElement: HTMLElement) {
  const canvas = within(canvasElement)
  const has = (slot: string, facts: Facts) =>
    until(() => {
      const element = canvasElement.querySelector<HTMLElement>(`[data-slot=${slot}]`)
      return expect(element?.dataset).toMatchObject(facts)
    })
  const getReceived = () => canvas.getByRole('status', { name: 'Told' }).textContent
  return {
    canvas,
    getReceived,
    press: async (label: string) => userEvent.click(await until(() => canvas.getByRole('button', { name: label }))),
    see: (text: RegExp | string) => until(() => expect(canvas.getByText(text)).toBeVisible()),
    seeTimeline: (facts: Facts) => has('ow-timeline', facts),
    seeConnection: (state: string) => has('ow-connection', { state }),
    seeReceived: (statuses: RegExp) => until(() => expect(getReceived()).toMatch(statuses)),
  }
}

/** A page whose news come from a bridge, and the bridge itself, all in memory: Relay's socket, its REST API and its webhooks lead to the bridge. */
const meta = {
  title: 'Relay/On the bridge',
  args: { scenario: unhurried, speed },
  argTypes: { scenario: { table: { disable: true } } },
  render: ({ scenario, speed }) => (
    <SimulatedBridgeProvider scenario={scenario} speed={speed} clock={clock}>
      {(setup) => <Followed requestId={setup.requestId} onFault={(name) => applyFault(setup, name)} />}
    </SimulatedBridgeProvider>
  ),
} satisfies Meta<OnBridge>

export default meta
type Story = StoryObj<typeof meta>

/** The same hook, the same component, the same word: the page can't tell the bridge from a socket. */
export const Live: Story = {
  play: async ({ canvasElement }) => {
    const { getReceived, seeConnection, seeTimeline } = look(canvasElement)
    await seeConnection('live')
    await seeTimeline({ phase: 'settled', outcome: 'success' })
    await expect(getReceived()).toBe(every)
  },
}

/**
 * The bridge reaches Relay neither by socket nor by REST. Webhooks tell it all, and the page says that nobody knows if
 * it is all.
 */
export const WebhooksOnly: Story = {
  args: { scenario: onlyWebhooks },
  play: async ({ canvasElement }) => {
    const { getReceived, seeConnection, seeReceived, seeTimeline } = look(canvasElement)
    await seeConnection('stale')
    await seeReceived(/pending$/)
    await seeTimeline({ phase: 'settled', outcome: 'success' })
    await expect(getReceived()).toMatch(/pending submitted success$/)
  },
}

/** The bridge loses Relay's socket and its REST API. The stream to the page stands, and the page says the bridge's word. */
export const CutOff: Story = {
  play: async ({ canvasElement }) => {
    const { press, seeConnection, seeTimeline } = look(canvasElement)
    await seeConnection('live')
    await press('Cut Relay off')
    await seeConnection('stale')
    await press('Restore')
    await seeTimeline({ phase: 'settled', outcome: 'success' })
  },
}

/** The bridge's process ends, and another begins that knows nothing of before: the page comes back, and nothing is shown twice. */
export const Restarted: Story = {
  play: async ({ canvasElement }) => {
    const { getReceived, press, seeConnection, seeReceived, seeTimeline } = look(canvasElement)
    await seeReceived(/pending$/)
    await press('Restart the bridge')
    await seeConnection('live')
    await seeTimeline({ phase: 'settled', outcome: 'success' })
    await expect(getReceived()).toBe(every)
  },
}

/** Nobody answers: the page keeps what it knows, says that it is old, and goes on by itself once there is a bridge. */
export const Away: Story = {
  play: async ({ canvas, canvasElement }) => {
    const { getReceived, press, see, seeConnection, seeReceived, seeTimeline } = look(canvasElement)
    await seeReceived(/pending$/)
    await press('Stop the bridge')
    await seeConnection('stale')
    await see('The newest status could not be loaded.')
    await press('Restore')
    await seeTimeline({ phase: 'settled', outcome: 'success' })
    await expect(canvas.queryByText('The newest status could not be loaded.')).toBeNull()
    await expect(getReceived()).not.toMatch(/pending .*pending/)
  },
}

/** What the bridge's instances share is away: streams stay open, and the page polls the bridge meanwhile. */
export const Degraded: Story = {
  play: async ({ canvasElement }) => {
    const { getReceived, press, seeConnection, seeReceived, seeTimeline } = look(canvasElement)
    await seeConnection('live')
    await press('Take the bus away')
    await seeConnection('polling')
    await seeReceived(/submitted/)
    await press('Restore')
    await seeTimeline({ phase: 'settled', outcome: 'success' })
    await expect(getReceived()).not.toMatch(/submitted .*submitted/)
  },
}

/** The app's server knows no session. It is asked once more, and then not before somebody wishes it. */
export const SignedOut: Story = {
  play: async ({ canvasElement }) => {
    const { press, see, seeConnection, seeTimeline } = look(canvasElement)
    await seeConnection('live')
    await press('Sign out')
    await seeConnection('stale')
    await see('Not up to date · Connection refused')
    await press('Restore')
    await press('Reconnect')
    await seeConnection('live')
    await seeTimeline({ phase: 'settled', outcome: 'success' })
  },
}

/** `authorize` says no: nothing of the request is told, by event or by snapshot. */
export const Forbidden: Story = {
  args: { scenario: { ...unhurried, steps: unhurried.steps.slice(0, 2) } },
  play: async ({ canvasElement }) => {
    const { getReceived, press, see, seeConnection } = look(canvasElement)
    await press('Forbid all')
    await seeConnection('stale')
    await see(/could not be loaded/)
    const before = getReceived()
    await pass(1_000)
    await expect(getReceived()).toBe(before)
  },
}
