import type { ReactNode } from 'react'
import {
  ConnectionIndicator,
  ReconnectButton,
  RetryButton,
  StatusBadge,
  StatusTimeline,
  TransactionLink,
} from '../../src/exports/index.js'
import { describeConformance, type PartUnderTest } from './conformance.js'
import { timeline } from './timelines.js'

const step = timeline.steps[0]
const inRoot = (children: ReactNode) => <StatusTimeline.Root timeline={timeline}>{children}</StatusTimeline.Root>
const inItem = (children: ReactNode) =>
  inRoot(
    <StatusTimeline.List>
      {step && <StatusTimeline.Item step={step}>{children}</StatusTimeline.Item>}
    </StatusTimeline.List>,
  )

const phase = ['data-phase', 'processing'] as const
const state = ['data-state', 'complete'] as const
const root = { wrap: inRoot, needs: '<StatusTimeline.Root timeline={…}>', attribute: phase }
/** A timeline that something is said about. */
const failed = { ...timeline, outcome: 'failure', summary: { id: '0x1', from: { chain: 1 } } } as const
const about = {
  ...root,
  wrap: (children: ReactNode) => <StatusTimeline.Root timeline={failed}>{children}</StatusTimeline.Root>,
}
const item = { wrap: inItem, needs: '<StatusTimeline.Item step={…}>', attribute: state }

// A part's own props differ; what is asked of it here doesn't.
const tested = (part: unknown) => part as PartUnderTest['part']

const parts: readonly PartUnderTest[] = [
  { name: 'StatusTimeline', part: tested(StatusTimeline), slot: 'timeline', attribute: phase, props: { timeline } },
  {
    name: 'StatusTimeline.Compact',
    part: tested(StatusTimeline.Compact),
    slot: 'timeline',
    attribute: ['data-variant', 'compact'],
    props: { timeline },
  },
  {
    name: 'StatusTimeline.Root',
    part: tested(StatusTimeline.Root),
    slot: 'timeline',
    attribute: phase,
    props: { timeline },
  },
  { name: 'StatusTimeline.Header', part: tested(StatusTimeline.Header), slot: 'header', ...root },
  { name: 'StatusTimeline.Summary', part: tested(StatusTimeline.Summary), slot: 'summary', ...about },
  { name: 'StatusTimeline.Support', part: tested(StatusTimeline.Support), slot: 'support', ...about },
  { name: 'StatusTimeline.Notice', part: tested(StatusTimeline.Notice), slot: 'notice', ...root },
  {
    name: 'StatusTimeline.CopyIdButton',
    part: tested(StatusTimeline.CopyIdButton),
    slot: 'copy-id-button',
    ...about,
  },
  { name: 'StatusTimeline.List', part: tested(StatusTimeline.List), slot: 'list', ...root },
  {
    name: 'StatusTimeline.Item',
    part: tested(StatusTimeline.Item),
    slot: 'item',
    ...root,
    attribute: state,
    props: { step },
  },
  { name: 'StatusTimeline.Connector', part: tested(StatusTimeline.Connector), slot: 'connector', ...item },
  { name: 'StatusTimeline.Indicator', part: tested(StatusTimeline.Indicator), slot: 'indicator', ...item },
  { name: 'StatusTimeline.Content', part: tested(StatusTimeline.Content), slot: 'content', ...item },
  { name: 'StatusTimeline.Title', part: tested(StatusTimeline.Title), slot: 'title', ...item },
  { name: 'StatusTimeline.Time', part: tested(StatusTimeline.Time), slot: 'time', ...item },
  {
    name: 'StatusTimeline.Description',
    part: tested(StatusTimeline.Description),
    slot: 'description',
    ...item,
    needs: '<StatusTimeline.Root timeline={…}>',
    props: { children: 'words' },
  },
  {
    name: 'StatusTimeline.TransactionLink',
    part: tested(StatusTimeline.TransactionLink),
    slot: 'transaction',
    ...item,
    needs: '<StatusTimeline.Root timeline={…}>',
    attribute: ['title', '0xabc'],
    props: { transaction: { hash: '0xabc' } },
  },
  { name: 'StatusBadge', part: tested(StatusBadge), slot: 'badge', ...root },
  {
    name: 'ConnectionIndicator',
    part: tested(ConnectionIndicator),
    slot: 'connection',
    attribute: ['data-state', 'live'],
    props: { connection: { status: 'connected', transport: 'socket' } },
  },
  {
    name: 'RetryButton',
    part: tested(RetryButton),
    slot: 'retry-button',
    attribute: ['type', 'button'],
    isStateless: true,
  },
  {
    name: 'ReconnectButton',
    part: tested(ReconnectButton),
    slot: 'reconnect-button',
    attribute: ['data-connection', 'disconnected'],
    props: { connection: { status: 'disconnected', reason: 'refused', reconnect: () => {} } },
  },
  {
    name: 'TransactionLink',
    part: tested(TransactionLink),
    slot: 'transaction',
    attribute: ['data-linked', ''],
    props: { hash: '0xabc', href: 'https://explorer.example/tx/0xabc' },
  },
]

for (const part of parts) describeConformance(part)
