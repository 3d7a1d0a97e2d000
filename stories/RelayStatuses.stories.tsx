import type { Meta, StoryObj } from '@storybook/react-vite'
import { StatusTimeline } from 'onwire'
import { type RelayStatus, toRelayTimeline } from 'onwire/relay'
import { expect, within } from 'storybook/test'

const deposit = '0xae0827617d4ae75b406969971c2d4df9a8e8d819ff0f09581fb45ca123fcc7a0'
const fill = '0x3f1c9e8b7a6d5c4b3a29181706f5e4d3c2b1a0998877665544332211ffeeddcc'
const refund = '0x90ab12cd34ef56ab78cd90ef12ab34cd90ab12cd34ef56ab78cd90ef12ab34cd'

/** The way to each status that Relay's pages on its socket and its webhooks list. */
const ways = {
  waiting: ['waiting'],
  depositing: ['waiting', 'depositing'],
  pending: ['waiting', 'depositing', 'pending'],
  submitted: ['waiting', 'depositing', 'pending', 'submitted'],
  success: ['waiting', 'depositing', 'pending', 'submitted', 'success'],
  failure: ['waiting', 'depositing', 'pending', 'failure'],
  refund: ['waiting', 'depositing', 'pending', 'failure', 'refund'],
} as const

const names: Readonly<Record<string, string>> = { 8453: 'Base', 42161: 'Arbitrum' }
const start = Date.UTC(2025, 11, 17, 16, 43, 21)

function toStatus(way: readonly RelayStatus['status'][], destinationChainId: number): RelayStatus {
  const status = way.at(-1)!
  const isOnOneChain = destinationChainId === 8453
  return {
    requestId: '0x5288e2ab71f4c0d95bd35e2f88d4aa36b1fcd20e64915a7c83d0f6b9114aa57c',
    status,
    originChainId: 8453,
    destinationChainId,
    inTxHashes: status === 'waiting' ? [] : [deposit],
    txHashes: status === 'submitted' || status === 'success' ? [isOnOneChain ? deposit : fill] : [],
    refundTxHashes: status === 'refund' ? [refund] : [],
    extra: {},
    history: way.map((name, nth) => ({ status: name, at: start + nth * 4_000, extra: {} })),
  }
}

const toHref = ({ hash }: { readonly hash: string }) => `https://explorer.example/tx/${hash}`
const grid = { display: 'grid', gap: 20, gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 20rem), 1fr))' }

interface StatusesProps {
  readonly destinationChainId: number
}

function Statuses({ destinationChainId }: StatusesProps) {
  return (
    <div style={grid}>
      {Object.entries(ways).map(([status, way]) => (
        <section key={status} aria-label={status} style={{ minInlineSize: 0 }}>
          <p style={{ margin: '0 0 8px', fontSize: 12 }}>{status}</p>
          <StatusTimeline
            timeline={toRelayTimeline(toStatus(way, destinationChainId), { isSettled: true })}
            getChainName={(chain) => names[chain]}
            getTransactionHref={toHref}
            locale="en"
          />
        </section>
      ))}
    </div>
  )
}

/** Each of Relay's statuses, one by one, as its last word: across chains, and on one. */
const meta = {
  title: 'Relay/Statuses',
  component: Statuses,
  parameters: { controls: { disable: true } },
} satisfies Meta<typeof Statuses>

export default meta
type Story = StoryObj<typeof meta>

const play: Story['play'] = async ({ canvasElement }) => {
  const canvas = within(canvasElement)
  for (const status of Object.keys(ways)) {
    const timeline = canvas.getByRole('region', { name: status }).querySelector('[data-slot=ow-timeline]')
    const outcome = /success|failure|refund/.exec(status)?.[0] ?? null
    await expect(timeline?.getAttribute('data-outcome') ?? null).toBe(outcome)
  }
}

export const CrossChain: Story = { args: { destinationChainId: 42161 }, play }
export const SameChain: Story = { args: { destinationChainId: 8453 }, play }
export const CrossChainDark: Story = { ...CrossChain, globals: { theme: 'dark' } }
export const CrossChainArabic: Story = { ...CrossChain, globals: { locale: 'ar' } }
