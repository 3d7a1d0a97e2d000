// @ts-check
import { ConnectionIndicator, StatusBadge, StatusTimeline } from 'onwire'
import { LogFeedView } from 'onwire/covalent'
import { WebhookFeed } from 'onwire/webhook-relay'
import { createElement as h } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'

const hash = `0x${'ae'.repeat(32)}`
const locale = 'en-US'
const at = Date.UTC(2025, 11, 17, 16, 43, 21)
const connection = /** @type {const} */ ({ status: 'connected', transport: 'socket' })
const getTransactionHref = () => 'https://explorer.example/tx'

/** The parts as the package has them, as HTML: what a page holds before any script. */
export function renderParts() {
  return renderToStaticMarkup(
    h(
      'div',
      null,
      drawTimeline('processing', undefined, ['complete', 'current', 'upcoming']),
      drawTimeline('settled', 'failure', ['complete', 'error', 'skipped']),
      h(LogFeedView, { locale, getTransactionHref, feed: /** @type {any} */ (toFeed([1, 2, 3].map(toLog))) }),
      h(WebhookFeed.View, { locale, feed: /** @type {any} */ (toFeed([1, 2].map(toWebhook))) }),
    ),
  )
}

/**
 * @param {'processing' | 'settled'} phase
 * @param {'failure' | undefined} outcome
 * @param {readonly ('complete' | 'current' | 'error' | 'skipped' | 'upcoming')[]} states
 */
function drawTimeline(phase, outcome, states) {
  const steps = states.map((state, nth) => ({
    id: ['deposit', 'fill', 'settle'][nth] ?? '',
    state,
    ...(state === 'complete' && { at }),
    transactions: state === 'complete' ? [{ hash, chainId: 10 }] : [],
  }))
  const timeline = { phase, isFinal: outcome !== undefined, protocolStatus: '', steps, ...(outcome && { outcome }) }
  return h(
    StatusTimeline.Root,
    { timeline, locale, getTransactionHref },
    h(StatusTimeline.Header, null, h(StatusBadge), h(ConnectionIndicator, { connection })),
    h(StatusTimeline.Notice, { onRetry() {} }, 'A notice.'),
    h(StatusTimeline.List),
  )
}

/** @param {readonly object[]} items */
function toFeed(items) {
  const rows = items.map((item, nth) => ({ type: 'item', key: String(nth), item, isRemoved: nth === 2 }))
  const act = () => {}
  return {
    rows: { count: rows.length, get: (/** @type {number} */ nth) => rows[nth], getItems: () => items },
    ...{
      newCount: 3,
      isPaused: true,
      hasOlder: true,
      isLoadingOlder: false,
      isPending: false,
      error: null,
      connection,
    },
    ...{ refetch: act, pause: act, resume: act, clear: act, loadOlder: act },
  }
}

/** @param {number} nth */
const toLog = (nth) => ({
  ...{ block_height: 100 - nth, log_offset: 0, tx_hash: hash, block_signed_at: new Date(at).toISOString() },
  sender_address: `0x${'7b'.repeat(20)}`,
  raw_log_topics: ['0x1', '0x2'],
  decoded: nth === 2 ? null : { name: 'Transfer', signature: 'Transfer(address from, uint256 value)', params },
})
const params = [
  { name: 'from', type: 'address', value: `0x${'52'.repeat(20)}` },
  { name: 'value', type: 'uint256', value: '9007199254740993' },
]

/** @param {number} nth */
const toWebhook = (nth) => ({
  ...{ id: String(nth), bucketId: 'b', bucketName: 'my-bucket', inputId: 'i', inputName: 'Default', outputs: [] },
  ...{ method: 'PUT', headers: { Accept: ['*/*'] }, query: 'foo=bar', body: '{"hi": "there"}', status: 'sent' },
  receivedAt: at,
})
