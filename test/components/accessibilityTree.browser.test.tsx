import { expect, test } from 'vitest'
import { cdp } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import 'onwire/styles.css'
import { LogFeedView } from '../../src/exports/covalent.js'
import { type ConnectionView, StatusTimeline, type TimelineStep } from '../../src/exports/index.js'
import { toFeed, toLog } from './logFeeds.js'
import { at } from './timelines.js'

interface AXNode {
  readonly nodeId: string
  readonly childIds?: readonly string[]
  readonly ignored: boolean
  readonly role?: { readonly value: string }
  readonly name?: { readonly value: string }
}

interface Frames {
  readonly frame: { readonly id: string; readonly url: string }
  readonly childFrames?: readonly Frames[]
}

const flatten = ({ childFrames = [], frame }: Frames): readonly Frames['frame'][] => [
  frame,
  ...childFrames.flatMap(flatten),
]

/** The tree that Chromium gives to a screen reader, a line each: its role and its name. */
async function readTree(): Promise<string> {
  const { frameTree } = (await cdp().send('Page.getFrameTree')) as { readonly frameTree: Frames }
  const frameId = flatten(frameTree).find(({ url }) => url === location.href)?.id
  const answer = await cdp().send('Accessibility.getFullAXTree', frameId ? { frameId } : {})
  const { nodes } = answer as { readonly nodes: readonly AXNode[] }
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  const toLines = (node: AXNode, depth: number): string[] => {
    const role = node.role?.value ?? ''
    const isBare = node.ignored || /^(generic|none|RootWebArea|InlineTextBox)$/.test(role)
    const line = `${'  '.repeat(depth)}${role}${node.name?.value ? ` "${node.name.value}"` : ''}`
    const inside = (node.childIds ?? []).flatMap((id) => {
      const child = byId.get(id)
      return child ? toLines(child, isBare ? depth : depth + 1) : []
    })
    return isBare || (role === 'StaticText' && !node.name?.value.trim()) ? inside : [line, ...inside]
  }
  return nodes[0] ? toLines(nodes[0], 0).join('\n') : ''
}

const transactions = [{ hash: `0x${'ae08'.repeat(16)}`, chainId: 10 }]
const steps: readonly TimelineStep[] = [
  { id: 'deposit', state: 'complete', transactions },
  { id: 'fill', state: 'error', transactions: [], detail: 'SLIPPAGE' },
  { id: 'refund', state: 'complete', transactions },
]
const summary = { id: `0x${'ae08'.repeat(16)}` }
const refunded = at({ phase: 'settled', outcome: 'refund', isFinal: true, summary, steps })
const getTransactionHref = () => 'https://explorer.example/tx'

test('A refund is a group with a name, its steps a list, and an alert', async () => {
  const draw = (moment = at({ summary })) => (
    <StatusTimeline timeline={moment} locale="en" getTransactionHref={getTransactionHref}>
      <StatusTimeline.Support>
        <a href="https://help.example">Ask for help</a>
      </StatusTimeline.Support>
    </StatusTimeline>
  )
  const { rerender } = await render(draw())
  await rerender(draw(refunded))
  await expect.poll(() => document.querySelector('[role=alert]')?.textContent).toContain('Refunded')
  expect(await readTree()).toMatchInlineSnapshot(`
    "group "Transfer 0xae08…ae08"
      StaticText "Refunded"
      StaticText "Your funds were sent back"
      list "Progress"
        listitem
          StaticText "Done"
          StaticText "Deposit received"
          link "Transaction 0xae08…ae08"
            StaticText "0xae08…ae08"
        listitem
          StaticText "Failed"
          StaticText "Delivery failed"
          StaticText "SLIPPAGE"
        listitem
          StaticText "Done"
          StaticText "Refunded"
          link "Transaction 0xae08…ae08"
            StaticText "0xae08…ae08"
      button "Copy id 0xae08…ae08"
        StaticText "Copy id 0xae08…ae08"
      link "Ask for help"
        StaticText "Ask for help"
    status
    alert
      paragraph
        StaticText "Transfer 0xae08…ae08: Refunded""
  `)
})

test('An outage is told by its word, with a button, and by the live region', async () => {
  const live: ConnectionView = { status: 'connected', transport: 'socket' }
  const down: ConnectionView = { status: 'reconnecting', transport: 'idle', isStale: true, reconnect: () => {} }
  const draw = (connection: ConnectionView) => (
    <StatusTimeline timeline={at({ summary, steps: [] })} title="USDC to Base" connection={connection} />
  )
  const { rerender } = await render(draw(live))
  await rerender(draw(down))
  await expect.poll(() => document.querySelector('[role=status]')?.textContent).toBeTruthy()
  expect(await readTree()).toMatchInlineSnapshot(`
    "group "USDC to Base"
      StaticText "In progress"
      StaticText "Not up to date"
      button "Reconnect"
        StaticText "Reconnect"
      list "Progress"
    status
      paragraph
        StaticText "Not up to date""
  `)
})

test('An error stands in the feed, with a button, and is told by the live region', async () => {
  const connection = { status: 'disconnected', transport: 'polling' } as const
  const draw = (error: Error | null) => (
    <LogFeedView
      title="Transfers"
      locale="en"
      feed={toFeed([toLog(1, { block_signed_at: null })], {
        error,
        connection: error ? connection : { status: 'connected', transport: 'socket' },
      })}
    />
  )
  const { rerender } = await render(draw(null))
  await rerender(draw(new Error('503')))
  await expect.poll(() => document.querySelector('[role=status]')?.textContent).toBeTruthy()
  expect(await readTree()).toMatchInlineSnapshot(`
    "group "Transfers"
      StaticText "Polling"
      button "Pause"
        StaticText "Pause"
      button "Clear"
        StaticText "Clear"
      StaticText "The newest events could not be loaded."
      button "Try again"
        StaticText "Try again"
      group "Events"
        list
          listitem
            group
              DisclosureTriangle "Transfer 0x5290…9ee7 9,007,199,254,740,993"
                StaticText "Transfer"
                StaticText "0x5290…9ee7"
                StaticText "9,007,199,254,740,993"
    status
      paragraph
        StaticText "Transfers: The newest events could not be loaded.""
  `)
})
