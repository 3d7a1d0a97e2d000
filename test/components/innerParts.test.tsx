import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fireEvent, render, screen } from '@testing-library/react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { LogFeed } from '../../src/exports/covalent.js'
import {
  ConnectionIndicator,
  FeedGapLoadButton,
  FeedGapRow,
  FeedHeader,
  FeedNotice,
  OnwireError,
  ReconnectButton,
  RetryButton,
  StatusTimeline,
  useFeed,
  useStep,
  useTimeline,
} from '../../src/exports/index.js'
import { toFeed, toLog } from './logFeeds.js'
import { at, timeline } from './timelines.js'

const components = join(import.meta.dirname, '../../src/components')
const down = { status: 'disconnected', reason: 'refused', transport: 'polling', reconnect: () => {} } as const
const gap = { from: 2, to: 3, isPending: false }
const failedFeed = toFeed([toLog(4), gap, toLog(1)], { error: new Error('503'), hasOlder: true, connection: down })
const failed = at({ phase: 'settled', outcome: 'failure', summary: { id: '0x1' } })

const slotsOf = (container: HTMLElement, selector: string) =>
  [...container.querySelectorAll<HTMLElement>(selector)].map((element) => element.dataset['slot'])

test('No button and no row is written by hand inside of a part: each is a part, with a slot of its own', () => {
  const written = readdirSync(components, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.tsx'))
    .flatMap((path) => readFileSync(join(components, path), 'utf8').match(/<(?:button|li)\b/g) ?? [])
  expect(written).toEqual([])
})

test('The buttons of a feed can be told apart, and so can its rows', () => {
  const { container } = render(<LogFeed.View feed={failedFeed} />)
  expect(new Set(slotsOf(container, 'button'))).toEqual(
    new Set([
      'ow-reconnect-button',
      'ow-pause-button',
      'ow-clear-button',
      'ow-retry-button',
      'ow-load-button',
      'ow-copy',
      'ow-feed-older',
    ]),
  )
  const rows = [...container.querySelectorAll<HTMLElement>('[data-slot=ow-feed-row]')]
  expect(rows.map(({ dataset }) => dataset['type'])).toEqual(['item', 'gap', 'item'])
})

test('The rows of a feed take a class, a style and another element', () => {
  const { container } = render(
    <LogFeed.Root feed={toFeed([toLog(4), { removed: toLog(3) }])}>
      <LogFeed.List
        rowProps={{ className: ({ removed }) => (removed ? 'gone' : 'row'), render: <article data-mine /> }}
      />
    </LogFeed.Root>,
  )
  const rows = [...container.querySelectorAll('article[data-mine][data-slot=ow-feed-row]')]
  expect(rows.map((row) => [row.className, row.getAttribute('aria-posinset')])).toEqual([
    ['row', '1'],
    ['gone', '2'],
  ])
})

test('The buttons of a timeline can be told apart', () => {
  const { container } = render(
    <StatusTimeline timeline={failed} connection={down}>
      <StatusTimeline.Notice onRetry={() => {}}>It could not be loaded.</StatusTimeline.Notice>
      <StatusTimeline.Support />
    </StatusTimeline>,
  )
  expect(slotsOf(container, 'button')).toEqual(['ow-reconnect-button', 'ow-retry-button', 'ow-copy-id-button'])
})

test('Each button inside of a part can be replaced, and does what ours does', () => {
  const calls: string[] = []
  const say = (call: string) => () => void calls.push(call)
  const connection = { ...down, reconnect: say('reconnect') }
  const loadOlder = vi.fn<() => Promise<void>>(() => Promise.resolve())
  const feed = { ...failedFeed, refetch: say('refetch'), loadOlder }
  const mine = <span data-mine />
  const { container } = render(
    <>
      <ConnectionIndicator connection={connection} button={<ReconnectButton connection={connection} render={mine} />} />
      <StatusTimeline.Root timeline={failed}>
        <StatusTimeline.Notice button={<RetryButton onClick={say('retry')} render={mine} />}>
          It could not be loaded.
        </StatusTimeline.Notice>
        <StatusTimeline.Support button={<StatusTimeline.CopyIdButton onClick={say('copy')} render={mine} />} />
      </StatusTimeline.Root>
      <LogFeed.Root feed={feed}>
        <FeedNotice button={<RetryButton onClick={feed.refetch} render={mine} />} />
        <FeedGapRow gap={gap} button={<FeedGapLoadButton render={mine} />} />
      </LogFeed.Root>
    </>,
  )
  expect(screen.queryAllByRole('button')).toEqual([])
  for (const element of container.querySelectorAll('[data-mine]')) fireEvent.click(element)
  expect(calls).toEqual(['reconnect', 'retry', 'copy', 'refetch'])
  expect(loadOlder).toHaveBeenCalledExactlyOnceWith({ from: 2, to: 3 })
})

test('A component inside of a timeline reads it, and its step, by hooks', () => {
  function Told() {
    const { timeline, state } = useTimeline()
    const { step, state: ofStep } = useStep()
    return <i>{`${timeline.phase} ${state.phase} ${step.id} ${ofStep.state}`}</i>
  }
  render(
    <StatusTimeline.Root timeline={timeline}>
      <StatusTimeline.List>
        {(step) => (
          <StatusTimeline.Item key={step.id} step={step}>
            <Told />
          </StatusTimeline.Item>
        )}
      </StatusTimeline.List>
    </StatusTimeline.Root>,
  )
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual(
    timeline.steps.map(({ id, state }) => `processing processing ${id} ${state}`),
  )
})

test('A component inside of a feed reads it by a hook, and acts on it', () => {
  const pause = vi.fn<() => void>()
  function Told() {
    const { feed, state, words } = useFeed()
    return <button type="button" onClick={feed.pause}>{`${feed.rows.count} ${state.order} ${words.pause}`}</button>
  }
  render(
    <LogFeed.Root feed={toFeed([toLog(1)], { pause })}>
      <FeedHeader>
        <Told />
      </FeedHeader>
    </LogFeed.Root>,
  )
  fireEvent.click(screen.getByText('1 newest-first Pause'))
  expect(pause).toHaveBeenCalledOnce()
})

test.each([
  ['useTimeline', useTimeline, '<StatusTimeline.Root timeline={…}>'],
  ['useStep', useStep, '<StatusTimeline.Item step={…}>'],
  ['useFeed', useFeed, '<FeedRoot feed={…}>'],
] as const)('%s throws outside, in a sentence that names what it needs', (name, use, needs) => {
  function Outside() {
    use()
    return null
  }
  const draw = () => renderToStaticMarkup(<Outside />)
  expect(draw).toThrow(OnwireError)
  for (const text of [`<${name}>`, needs]) expect(draw).toThrow(text)
})
