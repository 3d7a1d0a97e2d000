import { notifyManager, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen } from '@testing-library/react'
import {
  ConnectionIndicator,
  createOnwire,
  FeedClearButton,
  FeedEmpty,
  FeedGapRow,
  FeedHeader,
  FeedLoading,
  FeedLoadOlder,
  FeedNewItems,
  FeedNotice,
  FeedPauseButton,
  FeedViewport,
  OnwireProvider,
  type Protocol,
  StatusBadge,
  StatusTimeline,
} from 'onwire'
import { LogFeed, toLogEventUrl } from 'onwire/covalent'
import { fusion, IntentDetails, IntentList, IntentTimeline, useIntents, useIntentTimeline } from 'onwire/fusion'
import { relay, RelayStatusTimeline, useRelayTimeline } from 'onwire/relay'
import { createRelaySimulator } from 'onwire/testing'
import { WebhookFeed } from 'onwire/webhook-relay'
import type { ReactNode } from 'react'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createFusionSimulator } from '../../src/testing/simulators/fusion/createFusionSimulator.js'
import { createTestEnvironment, type TestEnvironment } from '../support/environment.js'
import { toFeed, toLogs } from './logFeeds.js'
import { toWebhook, toWebhookFeed } from './webhooks.js'

// With TanStack's own `setTimeout(0)` a test would have to wait for real time.
notifyManager.setScheduler(queueMicrotask)
// Time moves by hand; a machine under load still takes its own to draw each step.
vi.setConfig({ testTimeout: 40_000 })

const unknownId = `0x${'0'.repeat(64)}`
/** Shorter than any status of the scenarios lasts. */
const stepMs = 250

interface FollowedRequest {
  readonly requestId: string | undefined
  readonly enabled?: boolean
}

function RequestByHand({ requestId, enabled }: FollowedRequest) {
  const { rootProps, hasStatus, isOpen, notice, retry } = useRelayTimeline({ requestId, enabled, locale: 'en' })
  return (
    <StatusTimeline.Root key={requestId} {...rootProps}>
      <StatusTimeline.Header>
        {hasStatus && <StatusBadge />}
        {isOpen && <ConnectionIndicator connection={rootProps.connection} />}
      </StatusTimeline.Header>
      <StatusTimeline.Summary />
      {notice !== undefined && <StatusTimeline.Notice onRetry={retry}>{notice}</StatusTimeline.Notice>}
      <StatusTimeline.List />
      <StatusTimeline.Support />
    </StatusTimeline.Root>
  )
}

interface FollowedIntent {
  readonly intentId: string | undefined
  readonly enabled?: boolean
}

function IntentByHand({ intentId, enabled }: FollowedIntent) {
  const { intent, rootProps, hasStatus, isOpen, notice, retry } = useIntentTimeline({ intentId, enabled, locale: 'en' })
  return (
    <StatusTimeline.Root key={intentId} {...rootProps}>
      <StatusTimeline.Header>
        {hasStatus && <StatusBadge />}
        {isOpen && <ConnectionIndicator connection={rootProps.connection} />}
      </StatusTimeline.Header>
      <StatusTimeline.Summary />
      {notice !== undefined && <StatusTimeline.Notice onRetry={retry}>{notice}</StatusTimeline.Notice>}
      <StatusTimeline.List />
      {intent && <IntentDetails intent={intent} showRoute={false} />}
      <StatusTimeline.Support />
    </StatusTimeline.Root>
  )
}

function IntentsByHand() {
  const feed = useIntents()
  return (
    <IntentList.Root feed={feed} locale="en">
      <FeedHeader>
        <ConnectionIndicator connection={feed.connection} />
        <FeedPauseButton />
      </FeedHeader>
      <FeedNotice />
      <IntentList.Notice connection={feed.connection} />
      <FeedViewport>
        <FeedNewItems />
        <FeedLoading />
        <FeedEmpty />
        <IntentList.List>
          {(row) => (row.type === 'gap' ? <FeedGapRow gap={row.gap} /> : <IntentList.Item intent={row.item} />)}
        </IntentList.List>
      </FeedViewport>
    </IntentList.Root>
  )
}

/** Draws both on one client, so that they know the same at every moment. */
function compare(
  { clock, environment }: Pick<TestEnvironment, 'clock' | 'environment'>,
  protocol: Protocol,
  composed: ReactNode,
  byHand: ReactNode,
) {
  const onwire = createOnwire({ protocols: [protocol], environment })
  onTestFinished(() => onwire.close())
  render(
    <QueryClientProvider client={new QueryClient()}>
      <OnwireProvider client={onwire}>
        <div data-testid="composed">{composed}</div>
        <div data-testid="by hand">{byHand}</div>
      </OnwireProvider>
    </QueryClientProvider>,
  )
  expectSame()
  return {
    /** Moves time on, and compares both after each step; returns every text that was shown. */
    async advance(ms: number) {
      const shown = new Set<string>()
      for (let left = ms; left > 0; left -= stepMs) {
        await act(() => clock.advanceAsync(stepMs))
        shown.add(expectSame())
      }
      return [...shown].join('\n')
    },
  }
}

/** Both have the same markup; returns its text. */
function expectSame(): string {
  const composed = screen.getByTestId('composed')
  expect(screen.getByTestId('by hand').innerHTML).toBe(composed.innerHTML)
  return composed.textContent ?? ''
}

function playRelay(props: (requestId: string) => FollowedRequest, scenario: 'happy-path' | 'refund-after-failure') {
  const test = createTestEnvironment()
  const simulator = createRelaySimulator({ clock: test.clock, seed: 7 })
  onTestFinished(() => simulator.stop())
  const { WebSocket, apiUrl, fetch, url } = simulator
  const followed = props(simulator.start(scenario).requestId)
  const page = compare(
    test,
    relay({ WebSocket, apiUrl, fetch, url }),
    <RelayStatusTimeline {...followed} locale="en" />,
    <RequestByHand {...followed} />,
  )
  return { ...page, simulator }
}

function playFusion(props: (intentId: string) => FollowedIntent, scenario: 'happy-path' | 'failed-with-refund') {
  const test = createTestEnvironment()
  const simulator = createFusionSimulator({ clock: test.clock, seed: 7 })
  onTestFinished(() => simulator.stop())
  const { WebSocket, fetch, url } = simulator
  const followed = props(simulator.start(scenario).intentId)
  const page = compare(
    test,
    fusion({ WebSocket, fetch, url, transports: ['websocket'] }),
    <IntentTimeline {...followed} locale="en" />,
    <IntentByHand {...followed} />,
  )
  return { ...page, simulator }
}

describe('A Relay timeline composed by hand is the same as RelayStatusTimeline', () => {
  test('while it loads, and at each status up to the end', async () => {
    const { advance } = playRelay((requestId) => ({ requestId }), 'happy-path')
    expect(expectSame()).toContain('Loading…')
    const shown = await advance(6_000)
    for (const text of ['Waiting for deposit', 'In progress', 'Completed', 'Live']) expect(shown).toContain(text)
    expect(screen.getAllByRole('link').length).toBeGreaterThan(0)
  })

  test('through a provisional failure and its refund', async () => {
    const { advance } = playRelay((requestId) => ({ requestId }), 'refund-after-failure')
    const shown = await advance(30_000)
    for (const text of ['Failed, refund possible', 'Refunded']) expect(shown).toContain(text)
  })

  test('where the service has no news of the id', async () => {
    const { advance } = playRelay(() => ({ requestId: unknownId }), 'happy-path')
    expect(await advance(2_000)).toContain('There is no news of it yet.')
  })

  test('where nothing could be loaded', async () => {
    const { advance, simulator } = playRelay((requestId) => ({ requestId }), 'happy-path')
    simulator.faults.drop()
    simulator.faults.breakRest('down')
    expect(await advance(8_000)).toContain('The status could not be loaded.Try again')
  })

  test('where nothing newer could be loaded', async () => {
    const { advance, simulator } = playRelay((requestId) => ({ requestId }), 'happy-path')
    await advance(1_000)
    simulator.faults.breakRest('down')
    simulator.faults.drop()
    expect(await advance(20_000)).toContain('The newest status could not be loaded.Try again')
  })

  test.each([
    ['without an id', { requestId: undefined }],
    ['while it is disabled', { requestId: unknownId, enabled: false }],
  ])('%s', async (_title, followed) => {
    const { advance } = playRelay(() => followed, 'happy-path')
    expect(await advance(500)).not.toContain('Loading…')
  })
})

describe('An intent’s timeline composed by hand is the same as IntentTimeline', () => {
  test('while it loads, and at each status up to the end', async () => {
    const { advance } = playFusion((intentId) => ({ intentId }), 'happy-path')
    expect(expectSame()).toContain('Loading…')
    const shown = await advance(8_000)
    for (const text of ['Looking for a solver', 'Executing', 'Completed', 'Live']) expect(shown).toContain(text)
  })

  test('through a failure and its refund', async () => {
    const { advance } = playFusion((intentId) => ({ intentId }), 'failed-with-refund')
    expect(await advance(30_000)).toContain('Refunded')
  })

  test('where the service does not know the intent', async () => {
    const { advance } = playFusion(() => ({ intentId: unknownId }), 'happy-path')
    expect(await advance(2_000)).toContain('The service doesn’t know this intent, or not yet.')
  })

  test('where nothing could be loaded', async () => {
    const { advance, simulator } = playFusion((intentId) => ({ intentId }), 'happy-path')
    simulator.faults.drop()
    simulator.faults.breakRest('down')
    expect(await advance(8_000)).toContain('The status could not be loaded.Try again')
  })

  test.each([
    ['without an id', { intentId: undefined }],
    ['while it is disabled', { intentId: unknownId, enabled: false }],
  ])('%s', async (_title, followed) => {
    const { advance } = playFusion(() => followed, 'happy-path')
    expect(await advance(500)).not.toContain('Loading…')
  })
})

describe('A feed composed by hand is the same as', () => {
  test('IntentList, while it loads, while it is empty, and with intents', async () => {
    const test = createTestEnvironment()
    const simulator = createFusionSimulator({ clock: test.clock, seed: 7 })
    onTestFinished(() => simulator.stop())
    const { WebSocket, fetch, url } = simulator
    const protocol = fusion({ WebSocket, fetch, url, transports: ['websocket'] })
    const { advance } = compare(test, protocol, <IntentList locale="en" />, <IntentsByHand />)
    const shown = await advance(2_000)
    expect(shown).toContain('Nothing yet. New intents show up here.')
    simulator.start('happy-path')
    expect(await advance(8_000)).toContain('Completed')
  })

  test.each([
    ['loads', toFeed([], { isPending: true })],
    ['is empty', toFeed([])],
    [
      'has events, a gap, and an event that was taken back',
      toFeed([...toLogs(9, 3), { from: 3, to: 6, isPending: false }]),
    ],
    ['could not be loaded', toFeed([], { error: new Error('503'), connection: { status: 'disconnected' } })],
    ['is paused', toFeed(toLogs(3, 3), { isPaused: true, newCount: 2, hasOlder: true })],
  ])('LogFeed.View that %s', (_title, feed) => {
    render(
      <>
        <div data-testid="composed">
          <LogFeed.View feed={feed} chain={1} locale="en" />
        </div>
        <div data-testid="by hand">
          <LogFeed.Root feed={feed} locale="en" getTransactionHref={(event) => toLogEventUrl(1, event)}>
            <FeedHeader>
              <ConnectionIndicator connection={feed.connection} />
              <FeedPauseButton />
              <FeedClearButton />
            </FeedHeader>
            <FeedNotice />
            <FeedViewport>
              <FeedNewItems />
              <FeedLoading />
              <FeedEmpty />
              <LogFeed.List />
              <FeedLoadOlder />
            </FeedViewport>
          </LogFeed.Root>
        </div>
      </>,
    )
    expect(expectSame()).toContain(feed.isPaused ? 'Resume' : 'Pause')
  })

  test.each([
    ['is empty', toWebhookFeed([])],
    ['has webhooks', toWebhookFeed([toWebhook(1), toWebhook(2, { body: '' })])],
  ])('WebhookFeed.View that %s', (_title, feed) => {
    render(
      <>
        <div data-testid="composed">
          <WebhookFeed.View feed={feed} locale="en" />
        </div>
        <div data-testid="by hand">
          <WebhookFeed.Root feed={feed} locale="en">
            <FeedHeader>
              <ConnectionIndicator connection={feed.connection} />
              <FeedPauseButton />
              <FeedClearButton />
            </FeedHeader>
            <FeedNotice />
            <FeedViewport>
              <FeedNewItems />
              <FeedLoading />
              <WebhookFeed.Empty />
              <WebhookFeed.List />
              <FeedLoadOlder />
            </FeedViewport>
          </WebhookFeed.Root>
        </div>
      </>,
    )
    expect(expectSame()).toContain(feed.isPaused ? 'Resume' : 'Pause')
  })
})
