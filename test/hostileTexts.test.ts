import { describe, expect, test } from 'vitest'
import { toBodyText } from '../src/components/webhookRelay/toBodyText.js'
import { toCurl } from '../src/components/webhookRelay/toCurl.js'
import { createDecode as createCovalentDecode } from '../src/protocols/covalent/decode.js'
import { decodeFusionFrame } from '../src/protocols/fusion/decode.js'
import { decodeRelayFrame } from '../src/protocols/relay/decode.js'
import { createRedact } from '../src/protocols/shared/createRedact.js'
import { createCredentials } from '../src/protocols/webhookRelay/credentials.js'
import { createConceal, redactQuery } from '../src/protocols/webhookRelay/secrets.js'
import { createBridgeReport } from '../src/server/bridge/bridgeDiagnostic.js'
import { toLine, toShown } from '../src/server/logText.js'
import { createSseParser } from '../src/transports/sseParser.js'
import { findSuperlinear, type GrowthOptions } from './support/hostile/growth.js'
import { findExpressions, readExpressions } from './support/hostile/regularExpressions.js'
import { type HostileText, hostileTexts, toTextsFor } from './support/hostile/texts.js'

const found = findExpressions(['server', 'protocols', 'transports', 'core', 'components', 'react'])

/** Those that end with what they repeat. */
const plainTexts = hostileTexts.filter(({ name }) => name.endsWith(' + ""'))

/** The first text that costs more than its length. */
function findDear(
  work: (text: string) => unknown,
  texts: readonly HostileText[],
  options?: GrowthOptions,
): readonly string[] {
  for (const { name, toText } of texts) {
    const growth = findSuperlinear(work, toText, options)
    if (growth) return [`${name}: × ${growth.factor} at ${growth.size} characters`]
  }
  return []
}

const toWork = (expression: RegExp) => (text: string) =>
  expression.global ? text.replace(expression, '') : expression.test(text)

describe('What a stranger writes costs as much as it is long', () => {
  test('to every regular expression of the sources', () => {
    const dear = found.flatMap(({ expression, place }) => {
      if (!expression) return [`${place}: its pattern isn't known before the code runs`]
      const texts = findDear(toWork(expression), [...hostileTexts, ...toTextsFor(expression)])
      return texts.map((text) => `${place} ${String(expression)}: ${text}`)
    })
    expect(dear).toEqual([])
    expect(found.length).toBeGreaterThan(70)
  }, 900_000)

  const webhook = {
    id: '1',
    bucketId: 'a',
    receivedAt: 1,
    outputs: [],
    method: 'POST',
    headers: {},
    query: '',
    body: '',
  }
  const toParser = () => createSseParser({ event() {}, comment() {} })
  const report = createBridgeReport(() => {}, [{ redact: createRedact('hushhush') }])
  const curl = { url: 'https://x.example', revealsSecrets: false, redacted: '…' }

  test.each<[string, (text: string) => unknown]>([
    ['createRedact', createRedact('hushhush')],
    ['the credentials of Webhook Relay', createCredentials('webhook-relay', undefined).redact],
    ['redactQuery', (text) => redactQuery(text, '…')],
    ['createConceal', (text) => createConceal({})({ ...webhook, headers: { a: [text] }, query: text, body: text })],
    ['toCurl', (text) => toCurl({ ...webhook, headers: { a: [text] }, query: text, body: text }, curl)],
    ['toBodyText', (text) => toBodyText(text, 'application/json')],
    ['the parser of event streams', (text) => toParser()(text)],
    ['the decoder of Relay', decodeRelayFrame],
    ['the decoder of Fusion', (text) => decodeFusionFrame(text, [])],
    [
      'the decoder of Covalent',
      (body) => createCovalentDecode(() => '/topic/a', String)({ command: 'ERROR', body }, []),
    ],
    ['toLine', toLine],
    ['toShown', toShown],
    ['the report of a bridge', (key) => report({ code: 'X', level: 'warn', message: '', key: `{${key}` })],
  ])('to %s', (_, work) => {
    const options = { cheapFactor: 4_000, shortest: 16_384, sizes: [131_072] }
    expect(findDear(work, plainTexts, options)).toEqual([])
  })
})

test('An event stream that comes byte by byte costs as much as it is long', () => {
  const parts = ['a', 'data: a', '\r', '\n', ': a\r\n']
  const texts = parts.map((part) => ({ name: part, toText: (size: number) => part.repeat(size / part.length) }))
  const parse = (text: string) => Array.from(text).forEach(createSseParser({ event() {}, comment() {} }))
  expect(findDear(parse, texts)).toEqual([])
})

describe('The finder', () => {
  test.each([
    ['/\\/+$/', '/', '!'],
    ['/\\b(?!0x)(?=[\\w-]*\\d)[\\w-]{20,}/g', 'a-', ''],
    ["new RegExp('(x+x+)+y')", 'x', ''],
    ['RegExp(`a+b$`)', 'a', ''],
  ])('finds that %s costs more', (source, unit, end) => {
    const [{ expression } = {}] = readExpressions('a.ts', `a(${source})`)
    const text = { name: unit, toText: (size: number) => unit.repeat(size / unit.length) + end }
    expect(expression && findDear(toWork(expression), [text])).toHaveLength(1)
  })

  test.each([
    ['const a = /b/', 1],
    ['a.split(/, */).map((b) => b.replace(/c/g, ""))', 2],
    ['a.match("b+") ?? new RegExp("c", "i")', 2],
    ['new RegExp(a)', 1],
    ['new RegExp(`${a}b`)', 1],
    ['a.split(", ")', 0],
  ])('reads the patterns of %s', (source, count) => {
    expect(readExpressions('a.ts', source)).toHaveLength(count)
  })

  test('names a pattern that is made while the code runs', () => {
    expect(readExpressions('a.ts', '\nnew RegExp(a)')).toEqual([{ place: 'a.ts:2', expression: undefined }])
  })
})
