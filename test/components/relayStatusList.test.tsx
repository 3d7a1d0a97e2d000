import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { ReactNode } from 'react'
import { toTimelineState } from '../../src/components/part/timelineState.js'
import { RelayRowContext } from '../../src/components/relay/relayListContext.js'
import {
  type RelayStatus,
  RelayStatusList,
  RelayStatusListId,
  type RelayStatusListProps,
  toRelayTimeline,
} from '../../src/exports/relay.js'
import { type RelayScenario, relayScenarios, type RelaySimulator } from '../../src/exports/testing.js'
import { SimulatedRelayProvider } from '../../src/exports/testing-relay.js'
import { describeConformance, type PartUnderTest } from './conformance.js'
import { toShortHash } from '../../src/components/text/toShortHash.js'
import { createManualTime } from './support/createManualTime.js'
import { hearPage } from './support/hearPage.js'

const { advance, clock, until } = createManualTime()
const quote = relayScenarios['abandoned-quote']
const waiting: RelayScenario = { ...quote, steps: [{ at: 0, status: 'waiting' }] }
const onlyPolling: RelayScenario = { ...quote, steps: [{ at: 0, fault: 'drop' }] }
const toId = (index: number) => `0x${(index + 1).toString(16).padStart(64, '0')}`
const toIds = (count: number) => Array.from({ length: count }, (_, index) => toId(index))

function play(props: RelayStatusListProps, scenario: RelayScenario = waiting, rowsScenario = scenario) {
  const simulators = new Set<RelaySimulator>()
  const asked: string[] = []
  render(
    <SimulatedRelayProvider scenario={scenario} clock={clock}>
      {({ simulator }) => {
        if (!simulators.has(simulator)) {
          for (const requestId of new Set(props.requestIds)) simulator.start(rowsScenario, { requestId })
          simulator.watch((entry) => entry.type === 'rest' && entry.requestId && asked.push(entry.requestId))
        }
        simulators.add(simulator)
        return <RelayStatusList locale="en" {...props} />
      }}
    </SimulatedRelayProvider>,
  )
  return { asked, simulator: () => [...simulators].at(-1)! }
}

const rows = () => within(screen.getByRole('list')).getAllByRole('listitem')

/** Elements are in view where their title says so. */
function stubObserver(isInView: (element: Element) => boolean) {
  const observers = new Set<{ tell(): void }>()
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      readonly #tell: () => void
      #element: Element | undefined
      constructor(callback: (entries: readonly { readonly isIntersecting: boolean }[]) => void) {
        this.#tell = () => this.#element && callback([{ isIntersecting: isInView(this.#element) }])
        observers.add({ tell: () => this.#tell() })
      }
      observe(element: Element) {
        this.#element = element
        queueMicrotask(() => this.#tell())
      }
      disconnect() {
        this.#element = undefined
      }
    },
  )
  return { tell: () => observers.forEach(({ tell }) => tell()) }
}

afterEach(() => vi.unstubAllGlobals())

describe('RelayStatusList', () => {
  test('draws a row for each request, once, with its id, status and age, under an accessible name', async () => {
    play({ requestIds: [toId(0), toId(1), toId(0)] })
    expect(screen.getByRole('list', { name: 'Requests' })).toBeInTheDocument()
    expect(rows().map((row) => [row.getAttribute('aria-busy'), row.textContent?.includes('Loading…')])).toEqual([
      ['true', true],
      ['true', true],
    ])
    await until(() => expect(screen.getAllByText('Waiting for deposit')).toHaveLength(2))
    for (const row of rows()) {
      expect(row).toHaveAttribute('data-phase', 'waiting')
      expect(row).not.toHaveAttribute('aria-busy')
    }
    expect(screen.getByTitle(toId(0))).toHaveTextContent('0x')
  })

  test('says that there are none', () => {
    play({ requestIds: [], messages: { relayList: { empty: 'Noch nichts.' } } })
    expect(screen.getByText('Noch nichts.')).toBeInTheDocument()
  })

  test('says of each row that it can’t be loaded, and marks what is stale', async () => {
    const scenario: RelayScenario = {
      ...quote,
      steps: [
        { at: 0, fault: 'drop' },
        { at: 0, fault: 'rest-down' },
      ],
    }
    play({ requestIds: toIds(2) }, scenario)
    await until(() => expect(screen.getAllByText('The status could not be loaded.')).toHaveLength(2))
    await until(() => expect(rows()[0]).toHaveAttribute('data-stale'))
  })

  test('names the route, and its ids are buttons where somebody selects', async () => {
    const onSelect = vi.fn<(requestId: string) => void>()
    const scenario: RelayScenario = { ...relayScenarios['happy-path'] }
    play({ requestIds: [toId(0)], onSelect, getChainName: (id) => `chain ${id}` }, scenario)
    await until(() => expect(screen.getByText(/^from chain \d+ to chain \d+$/)).toBeInTheDocument())
    await userEvent.setup({ delay: null }).click(screen.getByRole('button'))
    expect(onSelect).toHaveBeenCalledExactlyOnceWith(toId(0))
  })

  test('asks first for the rows in view, and for the others all the same', async () => {
    const inView = new Set(toIds(60).slice(40, 48))
    stubObserver((element) => inView.has(element.querySelector('[title]')?.getAttribute('title') ?? ''))
    const { asked } = play({ requestIds: toIds(60) }, onlyPolling)
    await advance(600)
    // Four were under way before anybody knew what is in view.
    expect(asked.slice(4, 12).sort()).toEqual([...inView].sort())
    await advance(3_000)
    expect(new Set(asked).size).toBe(60)
  })

  test('takes all rows to be in view where nobody can tell', async () => {
    vi.stubGlobal('IntersectionObserver', undefined)
    const { asked } = play({ requestIds: toIds(12) }, onlyPolling)
    await advance(1_000)
    expect([...new Set(asked)]).toEqual(toIds(12))
  })

  test('says each change of a row by the name of its request, a refund at once, and nothing of what it is at first', async () => {
    const heard = hearPage()
    play({ requestIds: toIds(2) }, relayScenarios['refund-after-failure'])
    await until(() => expect(heard.at(-1)).toContain('Refunded'))
    const named = (role: string, index: number, text: string) =>
      `${role}: Requests: Transfer ${toShortHash(toId(index))}: ${text}`
    expect(heard).toEqual(
      [
        ['status', 'In progress'],
        ['alert', 'Failed, refund possible'],
        ['alert', 'Refunded'],
      ].flatMap(([role = '', text = '']) => [0, 1].map((index) => named(role, index, text))),
    )
  })

  test('says once that the rows can’t be loaded, however many there are, and once that they are stale', async () => {
    const heard = hearPage()
    const steps = [
      { at: 0, fault: 'drop' },
      { at: 0, fault: 'rest-down' },
    ] as const
    play({ requestIds: toIds(20) }, { ...quote, steps })
    await until(() => expect(heard.length).toBeGreaterThan(1))
    expect(heard).toEqual(['status: Requests: The status could not be loaded.', 'status: Requests: Not up to date'])
  })

  test('has parts that say so where they stand outside of a row', () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {})
    expect(() => render(<RelayStatusListId />)).toThrow('<RelayStatusList.Item requestId={…}>')
    error.mockRestore()
  })
})

const data: RelayStatus = {
  requestId: toId(0),
  status: 'pending',
  inTxHashes: [],
  txHashes: [],
  refundTxHashes: [],
  originChainId: 1,
  destinationChainId: 10,
  quoteCreatedAt: 1_765_989_800_000,
  history: [],
  extra: {},
}
const timeline = toRelayTimeline(data, { isSettled: false })
const state = { ...toTimelineState(timeline), pending: false, stale: false }
const row = { state, requestId: toId(0), data, error: null, timeline }
const inRow = (children: ReactNode) => <RelayRowContext.Provider value={row}>{children}</RelayRowContext.Provider>
const item = { wrap: inRow, attribute: ['data-phase', 'processing'] } as const
// A part's own props differ; what is asked of it here doesn't.
const tested = (part: unknown) => part as PartUnderTest['part']
const needs = '<RelayStatusList.Item requestId={…}>'

describeConformance({
  name: 'RelayStatusList.Item',
  part: tested(RelayStatusList.Item),
  slot: 'request',
  attribute: ['data-pending', ''],
  props: { requestId: toId(0) },
  wrap: (children) => (
    <SimulatedRelayProvider scenario={waiting} clock={clock}>
      <ol>{children}</ol>
    </SimulatedRelayProvider>
  ),
})
for (const [name, part, slot] of [
  ['Id', RelayStatusList.Id, 'request-id'],
  ['Status', RelayStatusList.Status, 'badge'],
  ['Route', RelayStatusList.Route, 'request-route'],
  ['Age', RelayStatusList.Age, 'request-age'],
] as const)
  describeConformance({ name: `RelayStatusList.${name}`, part: tested(part), slot, needs, ...item })
