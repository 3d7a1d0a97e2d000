import { render, screen } from '@testing-library/react'
import { describe, expect, test, vi, onTestFinished } from 'vitest'
import { IntentList, IntentTimeline } from '../../src/exports/fusion.js'
import { StatusTimeline, type Timeline } from '../../src/exports/index.js'
import { SimulatedFusionProvider } from '../../src/exports/testing-fusion.js'
import { type FusionScenario, fusionScenarios } from '../../src/exports/testing.js'
import { createManualTime } from './support/createManualTime.js'
import { at } from './timelines.js'

const dayMs = 86_400_000
const now = Date.UTC(2025, 11, 17, 16, 45, 0)

describe('A machine whose clock is', () => {
  test.each([
    ['right', 0],
    ['a day behind', dayMs],
    ['a day ahead', -dayMs],
  ])('%s shows how long ago the service’s times are', (_, clockOffsetMs) => {
    vi.useFakeTimers({ now: now - clockOffsetMs })
    onTestFinished(() => void vi.useRealTimers())
    const steps: Timeline['steps'] = [{ id: 'fill', state: 'current', at: now - 300_000, transactions: [] }]
    render(
      <StatusTimeline.Root
        timeline={at({ steps, startedAt: now - 600_000 })}
        connection={{ status: 'connected', clockOffsetMs }}
        locale="en"
      >
        <StatusTimeline.Summary />
        <StatusTimeline.List />
        <StatusTimeline.Item step={steps[0]!}>
          <StatusTimeline.Time format="relative" data-testid="age" />
        </StatusTimeline.Item>
      </StatusTimeline.Root>,
    )
    expect(document.querySelector('[data-slot=ow-elapsed]')).toHaveTextContent(/^10m$/)
    expect(document.querySelector('[data-slot=ow-list] time')).toHaveTextContent(/^5m$/)
    expect(screen.getByTestId('age')).toHaveTextContent('5 minutes ago')
  })
})

test('Fusion’s first pong tells that this machine’s clock is a day ahead, and ages are right from then on', async () => {
  const { advance, clock } = createManualTime()
  const waiting: FusionScenario = { ...fusionScenarios['happy-path'], steps: [{ at: 0, status: 'proofs_pending' }] }
  render(
    <SimulatedFusionProvider clock={clock} scenario={waiting} simulator={{ epochMs: -dayMs }}>
      {({ intentId }) => <IntentTimeline intentId={intentId} locale="en" />}
    </SimulatedFusionProvider>,
  )
  await advance(5_000)
  const getElapsed = () => document.querySelector('[data-slot=ow-elapsed]')?.textContent
  expect(getElapsed()).toMatch(/^1d|^23h/)
  await advance(15_000)
  expect(getElapsed()).toMatch(/^\d+s$/)
})

test('A list of intents tells their ages by the service’s clock, too', async () => {
  const { advance, clock, until } = createManualTime()
  const soon: FusionScenario = { ...fusionScenarios['happy-path'], steps: [{ at: 3000, status: 'proofs_pending' }] }
  render(
    <SimulatedFusionProvider clock={clock} scenario={soon} simulator={{ epochMs: -dayMs }}>
      {() => <IntentList locale="en" />}
    </SimulatedFusionProvider>,
  )
  const getAge = () => document.querySelector('[data-slot=ow-intent-age]')?.textContent
  await until(() => expect(getAge()).toMatch(/^1d ago|^2[34]h ago/))
  await advance(20_000)
  await until(() => expect(getAge()).toMatch(/^(\d+s ago|now)$/))
})
