import type { ReactNode } from 'react'
import { ConnectionIndicator, StatusBadge, StatusTimeline, TransactionLink } from '../../src/exports/index.js'
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
const item = { wrap: inItem, needs: '<StatusTimeline.Item step={…}>', attribute: state }

// A part's own props differ; what is asked of it here doesn't.
const any = (part: unknown) => part as PartUnderTest['part']

const parts: readonly PartUnderTest[] = [
  { name: 'StatusTimeline', part: any(StatusTimeline), slot: 'timeline', attribute: phase, props: { timeline } },
  {
    name: 'StatusTimeline.Root',
    part: any(StatusTimeline.Root),
    slot: 'timeline',
    attribute: phase,
    props: { timeline },
  },
  { name: 'StatusTimeline.Header', part: any(StatusTimeline.Header), slot: 'header', ...root },
  { name: 'StatusTimeline.Notice', part: any(StatusTimeline.Notice), slot: 'notice', ...root },
  { name: 'StatusTimeline.List', part: any(StatusTimeline.List), slot: 'list', ...root },
  {
    name: 'StatusTimeline.Item',
    part: any(StatusTimeline.Item),
    slot: 'item',
    ...root,
    attribute: state,
    props: { step },
  },
  { name: 'StatusTimeline.Connector', part: any(StatusTimeline.Connector), slot: 'connector', ...item },
  { name: 'StatusTimeline.Indicator', part: any(StatusTimeline.Indicator), slot: 'indicator', ...item },
  { name: 'StatusTimeline.Content', part: any(StatusTimeline.Content), slot: 'content', ...item },
  { name: 'StatusTimeline.Title', part: any(StatusTimeline.Title), slot: 'title', ...item },
  { name: 'StatusTimeline.Time', part: any(StatusTimeline.Time), slot: 'time', ...item },
  {
    name: 'StatusTimeline.Description',
    part: any(StatusTimeline.Description),
    slot: 'description',
    ...item,
    needs: '<StatusTimeline.Root timeline={…}>',
    props: { children: 'words' },
  },
  {
    name: 'StatusTimeline.TransactionLink',
    part: any(StatusTimeline.TransactionLink),
    slot: 'transaction',
    ...item,
    needs: '<StatusTimeline.Root timeline={…}>',
    attribute: ['title', '0xabc'],
    props: { transaction: { hash: '0xabc' } },
  },
  { name: 'StatusBadge', part: any(StatusBadge), slot: 'badge', ...root },
  {
    name: 'ConnectionIndicator',
    part: any(ConnectionIndicator),
    slot: 'connection',
    attribute: ['data-state', 'live'],
    props: { connection: { status: 'connected', transport: 'socket' } },
  },
  {
    name: 'TransactionLink',
    part: any(TransactionLink),
    slot: 'transaction',
    attribute: ['data-linked', ''],
    props: { hash: '0xabc', href: 'https://explorer.example/tx/0xabc' },
  },
]

for (const part of parts) describeConformance(part)
