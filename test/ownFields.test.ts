import { readdirSync, readFileSync } from 'node:fs'
import { parseSync } from 'vite'
import { describe, expect, test } from 'vitest'
import { toFusionMessages, toStatusText } from '../src/components/fusion/fusionMessages.js'
import { toIntentMessages } from '../src/components/fusion/toIntentMessages.js'
import { defaultMessages } from '../src/components/messages/defaultMessages.js'
import { mergeMessages } from '../src/components/messages/mergeMessages.js'
import { toStepTitle } from '../src/components/timeline/toStepTitle.js'
import { toLogEvents } from '../src/protocols/covalent/read.js'
import { createCovalentRest } from '../src/protocols/covalent/rest.js'
import { toChainId } from '../src/protocols/shared/logs/chainIds.js'
import { toLogEventUrl } from '../src/protocols/shared/logs/explorer.js'
import { mergeIntent } from '../src/protocols/fusion/merge.js'
import { toIntent } from '../src/protocols/fusion/read.js'
import { toIntentTimeline } from '../src/protocols/fusion/timeline.js'
import { toRelayStatus } from '../src/protocols/relay/read.js'
import { toRelayTimeline } from '../src/protocols/relay/timeline.js'
import type { Node } from './support/source.js'

/** Names that every object answers to, and that a service may say, too. */
const inherited = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__']

/**
 * Reads of `table[word]` that were looked at: each word is one of our own, or was found among the table's own names.
 * A new one reads by `getOwn`, from a `Map`, or stands here.
 */
const lookedAt = new Set([
  // Symbols of our own.
  'server/bridge/requests/answerRequest.ts webhooks.get(route)?.[plainly]',
  'server/node/toNodeHandler.ts own[plainly]',
  'server/node/writeResponse.ts source[connectPieces]',
  // Words of our own.
  'components/feed/CopyButton.tsx { idle: copy(what), copied, failed: notCopied }[state]',
  'components/feed/CopyButton.tsx signs[state]',
  'components/fusion/MempoolStatsView.tsx stats?.[name]',
  'components/status/ConnectionIndicator.tsx messages.connection[beside]',
  'components/status/ConnectionIndicator.tsx messages.connection[state]',
  'components/status/toStatusLabel.ts messages.outcomes[outcome]',
  'components/status/toStatusLabel.ts messages.phases[phase]',
  'components/timeline/StatusTimelineDescription.tsx messages.refunds[refund]',
  'components/timeline/toSummary.ts endings[outcome]',
  'components/timeline/toSummary.ts messages.refunds[refund]',
  'components/timeline/StatusTimelineIndicator.tsx messages.states[step.state]',
  'components/timeline/StatusTimelineIndicator.tsx signs[step.state]',
  "components/timeline/toStepTitle.ts title[state === 'warning' ? 'error' : 'default']",
  'components/timeline/toStepTitle.ts title[state]',
  'components/locales/loadLocale.ts loaders[name]',
  'components/locales/plural.ts forms[new Intl.PluralRules(locale).select(count)]',
  'components/relay/toRelayReasons.ts nextSteps[next]',
  'components/relay/toRelayReasons.ts texts[code]',
  'core/connection/subscriptions.ts moves[event]',
  'protocols/fusion/htlc.ts legs[key]',
  'protocols/fusion/merge.ts merged[old]',
  'protocols/fusion/steps.ts times[id]',
  'protocols/shared/transaction/transactionStatus.ts value[name]',
  'react/client/onwireRuntime.ts client[runtimeKey]',
  'react/client/queryKey.ts options.meta?.[name]',
  'react/live/createLiveWatch.ts after[name]',
  'react/live/createLiveWatch.ts before[name]',
  'react/live/useEngineFeed.ts state[name]',
  'react/live/useEngineState.ts result[name]',
  'react/live/useTracked.ts initial[field]',
  'react/live/useTracked.ts value[field]',
  'server/bridge/nodeWebSocket.ts globals[users]',
  'server/bridge/processEnd.ts value[name]',
  'server/bridge/refusal.ts refusals[code]',
  'server/redis/redisClient.ts client[name]',
  'server/webhooks/refusals.ts refusals[code]',
  'transports/socketIo.ts ways[name]',
  // Names that the same table was asked for, or that were found to be its own.
  'components/part/dataAttributes.ts attributes[`data-${key}`]',
  'core/utils/getOwn.ts table[name]',
  'core/utils/json.ts a[name]',
  'core/utils/json.ts b[name]',
  'protocols/shared/logs/explorer.ts hosts[Number(id)]',
  'protocols/shared/logs/logEvent.ts value[name]',
  'protocols/evm/fetch.ts answers[at]',
  'protocols/evm/fetch.ts answers[nth]',
  'protocols/evm/fetch.ts some[nth]',
  'protocols/evm/rest.ts answers[calls.length]',
  'protocols/evm/stretch.ts answers[nth]',
  'protocols/fusion/merge.ts clocks[name]',
  'protocols/fusion/merge.ts known[name]',
  'protocols/fusion/merge.ts next.clocks[name]',
  'protocols/fusion/merge.ts reachedAt[status]',
  'protocols/fusion/protocol.ts states[topic.kind]',
  'protocols/fusion/read.ts facts[name]',
  'protocols/relay/model.ts fields[name]',
  'protocols/relay/model.ts value[name]',
  "protocols/relay/read.ts change[name === 'updatedAt' ? 'at' : name]",
  'protocols/relay/read.ts extra[name]',
  'protocols/relay/read.ts said[field]',
  'protocols/shared/toAddress.ts query[name]',
  'protocols/webhookRelay/model.ts value[name]',
  'server/http/readHeader.ts headers[key]',
])

/** A place in a list. */
const isPlace = (text: string) => /^(index|start|middle|from|first|\S+ - 1( - .*)?|.+ [-+] 1|line - .*)$/s.test(text)

function findReads(path: string, text: string): readonly string[] {
  const found = new Set<string>()
  const toText = ({ start, end }: Node) => text.slice(Number(start), Number(end)).replaceAll(/\s+/g, ' ')
  const visit = (node: Node): void => {
    const property = node['property']
    if (
      node.type === 'MemberExpression' &&
      node['computed'] === true &&
      isNode(property) &&
      property.type !== 'Literal'
    )
      if (!isPlace(toText(property))) found.add(`${path} ${toText(node)}`)
    for (const value of Object.values(node))
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child)
  }
  visit(parseSync(path, text).program as unknown as Node)
  return [...found]
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
}

describe('A table is asked for its own entries only', () => {
  test('by every source', () => {
    const root = new URL('../src/', import.meta.url)
    const paths = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('testing/'))
    const reads = paths.flatMap((path) => findReads(path, readFileSync(new URL(path, root), 'utf8')))
    expect(reads.filter((read) => !lookedAt.has(read)).sort()).toEqual([])
    expect([...lookedAt].filter((read) => !reads.includes(read))).toEqual([])
  })

  test('and the finder knows a read by a word from one by a place', () => {
    const source = 'a[b]; a.b; a["b"]; a[0]; a[index]; a[index - 1]; a?.[b.c]; a[b] = 1'
    expect(findReads('x.ts', source)).toEqual(['x.ts a[b]', 'x.ts a?.[b.c]'])
  })
})

describe.each(inherited)('A service that says "%s"', (word) => {
  const parsed = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

  test('as a status of Relay names an unknown one, and one step at most is current', () => {
    const data = toRelayStatus({ requestId: '0x1', status: word, inTxHashes: ['0x2'], updatedAt: 1_700_000_000_000 })
    expect(data).toMatchObject({ status: word, history: [{ status: word }] })
    const { outcome, steps } = toRelayTimeline(data, { isSettled: false })
    expect(outcome).toBeUndefined()
    expect(steps.map(({ state }) => state)).toEqual(['complete', 'current', 'upcoming', 'upcoming'])
  })

  test('as a status of Fusion names an unknown one, and one step at most is current', () => {
    const told = (status: string, at: number) => toIntent({ intentId: '0x1', status, updatedAt: at * 1000 })!
    const first = told('matched', 1_700_000_000)
    const data = mergeIntent(first, told(word, 1_700_000_100), { via: 'socket' })
    expect(data.status).toBe(word)
    const { steps } = toIntentTimeline(data, { isSettled: false })
    expect(steps.map(({ state }) => state)).toEqual(['complete', 'complete', 'current', 'upcoming', 'upcoming'])
    const alone = toIntentTimeline(told(word, 1_700_000_100), { isSettled: false }).steps
    expect(alone.map(({ state }) => state)).toEqual(['current', 'upcoming', 'upcoming', 'upcoming', 'upcoming'])
  })

  test('as a field changes nothing but that field', () => {
    const field = `{${JSON.stringify(word)}: {"status": "success", "isAdmin": true}}`
    const own: object = JSON.parse(field)
    const relay = toRelayStatus({ requestId: '0x1', status: 'pending', ...own })
    const intent = toIntent({ intentId: '0x1', status: 'matched', ...own })
    const [log] = toLogEvents([{ block_height: 1, log_offset: 1, tx_hash: '0x1', ...own }]) ?? []
    for (const [value, extra] of [
      [relay, relay?.extra],
      [intent, intent?.extra ?? {}],
      [log, log],
    ] as const) {
      expect(value).toBeDefined()
      for (const each of [value, extra]) expect(Object.getPrototypeOf(each)).toBe(Object.prototype)
      expect(JSON.stringify(extra).includes('isAdmin')).toBe(word !== '__proto__')
      expect(parsed(value)).toEqual(value)
    }
  })

  test('as an error, a chain or a step means nothing that we know', async () => {
    const ask = async (_path: string, _query: object, read: (answer: unknown, status: number) => unknown) =>
      read({ data: { items: [{ height: 7 }] }, error_code: word }, 200)
    const rest = createCovalentRest('covalent', ask as never)
    const topic = { kind: 'logs', chain: 'eth-mainnet', address: '0x1' } as const
    expect(await rest.getHead(topic as never, new AbortController().signal)).toMatchObject({ height: 7 })
    expect(toChainId(word)).toBeUndefined()
    expect(toLogEventUrl(word, { tx_hash: '0x1' })).toBeUndefined()
    expect(toLogEventUrl(1, { tx_hash: '0x1' }, JSON.parse('{}'))).toContain('etherscan.io')
    const title = toStepTitle({ id: word, state: 'current', transactions: [] }, defaultMessages)
    expect(title.toLowerCase()).toContain(word.replaceAll('_', ' ').trim().toLowerCase().slice(0, 4))
  })

  test('is shown as what it says', () => {
    const text = toStatusText(word, toFusionMessages(defaultMessages))
    expect(text).toEqual(expect.any(String))
    const words = toIntentMessages(defaultMessages, { protocolStatus: word })
    const merged = mergeMessages(defaultMessages, words)
    expect(Object.getPrototypeOf(merged.statuses)).toBe(Object.prototype)
    const said = new Map(Object.entries(merged.statuses)).get(word)
    expect(said ?? text).toBe(text)
  })
})
