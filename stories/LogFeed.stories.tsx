import type { Meta, StoryObj } from '@storybook/react-vite'
import { LogFeedView } from 'onwire/covalent'
import { expect, fn, userEvent, waitFor, within } from 'storybook/test'
import { batch, head, toFeed, toManyRows, toRows, toTransfer, undecoded } from './support/logs.js'

const transfers = Array.from({ length: 40 }, (_transfer, nth) => toTransfer(nth))
const live = toFeed(toRows(transfers), { hasOlder: true })

/** Log events of a chain, whatever way they came: in an app `LogFeed` calls the hook by itself; here is what it draws. */
const meta = {
  title: 'Covalent/LogFeed',
  component: LogFeedView,
  args: { feed: live, chain: 'eth-mainnet', locale: 'en', style: { maxInlineSize: 560 } },
} satisfies Meta<typeof LogFeedView>

export default meta
type Story = StoryObj<typeof meta>

export const Live: Story = {
  play: async ({ canvasElement }) => {
    const [first] = within(canvasElement).getAllByRole('listitem')
    await expect(first).toHaveTextContent('Transfer')
    await expect(within(first!).getByText('1.234567 SIM')).toBeVisible()
    await expect(within(first!).getByText('Block 21,414,186')).not.toBeVisible()
    await userEvent.click(within(first!).getByText('Transfer'))
    await expect(within(first!).getByRole('link')).toHaveAttribute(
      'href',
      expect.stringMatching(/^https:\/\/etherscan/),
    )
    await expect(within(first!).getByText('1,234,567,000,000,000,000')).toBeVisible()
  },
}

export const NewestLast: Story = {
  args: {
    order: 'newest-last',
    feed: toFeed(toRows(transfers.map((_event, nth) => toTransfer(transfers.length - 1 - nth))), { hasOlder: true }),
  },
  play: async ({ canvasElement }) => {
    const viewport = within(canvasElement).getByRole('group', { name: 'Events' })
    await waitFor(() => expect(viewport.scrollTop + viewport.clientHeight).toBeGreaterThan(viewport.scrollHeight - 9))
  },
}

/** What is shown stays as it is; what came meanwhile is counted, and one press away. */
export const Paused: Story = {
  args: { feed: toFeed(toRows(transfers), { isPaused: true, newCount: 1234, resume: fn() }) },
  play: async ({ args, canvasElement }) => {
    const canvas = within(canvasElement)
    await expect(canvas.getByRole('button', { name: 'Resume' })).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: '1,234 new' }))
    await expect(args.feed.resume).toHaveBeenCalledOnce()
  },
}

/** One gap is being filled, one is too large for that, and the newest are missing: nobody has been asked for them yet. */
export const Gaps: Story = {
  args: {
    feed: toFeed(
      toRows([
        { from: head + 1, to: undefined, isPending: true },
        toTransfer(0),
        { from: head - 20, to: head - 1, isPending: true },
        toTransfer(9),
        { from: head - 12_000, to: head - 28, isPending: false },
        toTransfer(4001),
      ]),
      { loadOlder: fn(() => Promise.reject(new Error('offline'))) },
    ),
  },
  play: async ({ args, canvasElement }) => {
    const canvas = within(canvasElement)
    await expect(canvas.getAllByText('Catching up…')).toHaveLength(2)
    await expect(canvas.getByText('11,973 blocks are missing here.')).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Load' }))
    await expect(args.feed.loadOlder).toHaveBeenCalledWith({ from: head - 12_000, to: head - 28 })
    await expect(await canvas.findByText(/Could not be loaded/)).toBeVisible()
  },
}

/** A chain has let go of what it had: it is said in words, not by a line alone. */
export const Removed: Story = {
  args: { feed: toFeed(toRows([toTransfer(0), { removed: toTransfer(1) }, toTransfer(2)])) },
  play: async ({ canvasElement }) => {
    const second = within(canvasElement).getAllByRole('listitem')[1]
    await expect(second).toHaveTextContent('Removed by a chain re-organisation')
  },
}

/** Lists and large numbers are short until they are opened. */
export const Decoded: Story = {
  args: { feed: toFeed(toRows([batch, toTransfer(3)])) },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await userEvent.click(canvas.getByText('TransferBatch'))
    await userEvent.click(canvas.getAllByText('≈1.1579e77')[1]!)
    await expect(canvas.getByText(/^115792089.*9935$/)).toBeVisible()
  },
}

/** Nobody knows the event's signature: its topics and data as they are. On an unknown chain nothing is linked. */
export const Undecoded: Story = {
  args: { feed: toFeed(toRows([undecoded, toTransfer(3)])), chain: 'private-net' },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await expect(canvas.getByText('Unknown event')).toBeVisible()
    await expect(canvas.queryByRole('link')).toBeNull()
  },
}

export const Empty: Story = { args: { feed: toFeed(toRows([])) } }

/** Before the first answer: as high as it will be. */
export const Loading: Story = {
  args: { feed: toFeed(toRows([]), { isPending: true, connection: { status: 'connecting', transport: 'idle' } }) },
}

const offline = { status: 'disconnected', reason: 'unreachable', transport: 'polling', reconnect: () => {} } as const

export const Failed: Story = {
  args: { feed: toFeed(toRows([]), { error: new Error('503'), connection: offline, refetch: fn() }) },
  play: async ({ args, canvasElement }) => {
    await userEvent.click(within(canvasElement).getByRole('button', { name: 'Try again' }))
    await expect(args.feed.refetch).toHaveBeenCalledOnce()
  },
}

/** What was loaded stays through errors. */
export const Stale: Story = {
  args: { feed: toFeed(toRows(transfers), { error: new Error('503'), connection: offline }) },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByText('The newest events could not be loaded.')).toBeVisible()
  },
}

/** Of all of them, those near what is seen are in the document. */
export const HundredThousand: Story = {
  args: { feed: toFeed(toManyRows(100_000), { hasOlder: true }) },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    const viewport = canvas.getByRole('group', { name: 'Events' })
    viewport.scrollTop = viewport.scrollHeight / 2
    await waitFor(() =>
      expect(canvas.getAllByRole('listitem')[3]).toHaveAttribute('aria-posinset', expect.stringMatching(/^[45]\d{4}$/)),
    )
    await expect(canvas.getAllByRole('listitem').length).toBeLessThanOrEqual(200)
  },
}

const everything = toFeed(
  toRows([
    toTransfer(0),
    { from: head - 20, to: head - 4, isPending: false },
    { removed: toTransfer(8) },
    batch,
    undecoded,
  ]),
  { isPaused: true, newCount: 3, hasOlder: true },
)

export const Narrow: Story = { args: { feed: everything }, globals: { width: 'narrow' } }
export const Dark: Story = { args: { feed: everything }, globals: { theme: 'dark' } }
export const Rtl: Story = { args: { feed: everything }, globals: { direction: 'rtl' } }
