import { render } from '@testing-library/react'
import type { ReactElement } from 'react'
import { describe, expect, test } from 'vitest'
import { createFeedRows } from '../../src/core/feed/feedRows.js'
import { LogFeed } from '../../src/exports/covalent.js'
import { type IntentFeedSource, intentFeed, IntentList, MempoolStats } from '../../src/exports/fusion.js'
import { ConnectionIndicator, type ConnectionView, StatusTimeline } from '../../src/exports/index.js'
import { WebhookFeed } from '../../src/exports/webhook-relay.js'
import { toFeed } from './logFeeds.js'
import { timeline } from './timelines.js'
import { toWebhookFeed } from './webhooks.js'

type Draw = (connection: ConnectionView) => ReactElement

const roots: readonly [name: string, draw: Draw][] = [
  ['StatusTimeline', (connection) => <StatusTimeline timeline={timeline} connection={connection} />],
  ['LogFeed.View', (connection) => <LogFeed.View feed={toFeed([], { connection })} />],
  ['WebhookFeed.View', (connection) => <WebhookFeed.View feed={{ ...toWebhookFeed([]), connection }} />],
  ['IntentList.View', (connection) => <IntentList.View feed={{ ...toFeed([]), rows: noIntents, connection }} />],
  ['MempoolStats.View', (connection) => <MempoolStats.View stats={undefined} connection={connection} />],
  ['ConnectionIndicator', (connection) => <ConnectionIndicator connection={connection} />],
]
const noIntents: IntentFeedSource['rows'] = createFeedRows(intentFeed, {
  items: [],
  gaps: [],
  removed: [],
  isNewestFirst: true,
  toShown: (intent) => intent,
})

describe.each(roots)('%s', (_name, draw) => {
  test('says on its root, and in a word, that it is not up to date', () => {
    const { container, rerender } = render(draw({ status: 'connecting', transport: 'polling', isStale: true }))
    expect(container.firstElementChild).toHaveAttribute('data-stale', '')
    expect(container).toHaveTextContent('Not up to date')
    expect(container).not.toHaveTextContent('Polling')
    rerender(draw({ status: 'connecting', transport: 'polling', isStale: false }))
    expect(container.firstElementChild).not.toHaveAttribute('data-stale')
    expect(container).not.toHaveTextContent('Not up to date')
    expect(container).toHaveTextContent('Polling')
  })
})
