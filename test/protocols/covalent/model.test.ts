import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type LogEvent, toLogEventId, toLogEventUrl, withBigInts } from '../../../src/protocols/covalent/index.js'
import { isLogEvent } from '../../../src/protocols/covalent/model.js'
import { toLogEvents } from '../../../src/protocols/covalent/read.js'
import { toLog, wholeLog } from './logs.js'
import { checkProperty } from '../../support/property.js'

const names = Object.keys(wholeLog)
const required = ['block_height', 'log_offset', 'tx_hash']

describe('A log event', () => {
  test('is kept as the service sends it, in its names, with its large numbers as text', () => {
    expect(toLogEvents(JSON.parse(JSON.stringify(wholeLog)))).toEqual([wholeLog])
    expect(isLogEvent(wholeLog)).toBe(true)
  })

  test('keeps what isn’t known, and the nulls', () => {
    const odd = { ...toLog(1), sender_name: null, decoded: null, a_field_of_tomorrow: { of: ['any', 'shape'] } }
    expect(toLogEvents(odd)).toEqual([odd])
  })

  test.each(names.filter((name) => !required.includes(name)))('may lack %s, have null there, or junk', (name) => {
    const rest = Object.fromEntries(Object.entries(wholeLog).filter(([other]) => other !== name))
    expect(toLogEvents(rest)).toEqual([rest])
    expect(toLogEvents({ ...rest, [name]: null })).toEqual([{ ...rest, [name]: null }])
    // What can't be read doesn't cost the others.
    expect(toLogEvents({ ...rest, [name]: { no: 'such' } })).toEqual([
      name === 'decoded' ? { ...rest, decoded: { no: 'such' } } : rest,
    ])
    expect(toLogEvents({ ...rest, [name]: [1] })).toEqual([rest])
    expect(isLogEvent({ ...rest, [name]: [1] })).toBe(false)
  })

  test.each(required)('is none without %s', (name) => {
    for (const junk of [undefined, null, {}, [], '', true, 1.5])
      expect(toLogEvents({ ...wholeLog, [name]: junk })).toEqual([])
  })

  test('loses a decoding that can’t be read, and nothing else', () => {
    const { decoded: _, ...rest } = wholeLog
    for (const decoded of ['Transfer', [], { name: 1 }, { params: {} }, { params: [null] }, { params: [{ type: 7 }] }])
      expect(toLogEvents({ ...wholeLog, decoded })).toEqual([rest])
    for (const decoded of [{}, { name: null, signature: null, params: null }, { params: [{ value: 1 }] }])
      expect(toLogEvents({ ...wholeLog, decoded })).toEqual([{ ...wholeLog, decoded }])
  })

  test('comes alone, in a list, as items, and in an envelope', () => {
    for (const body of [
      wholeLog,
      [wholeLog],
      { items: [wholeLog] },
      { data: { items: [wholeLog] } },
      { data: wholeLog },
    ])
      expect(toLogEvents(body)).toEqual([wholeLog])
    expect(toLogEvents([null, 7, wholeLog, 'log', toLog(1)])).toEqual([wholeLog, toLog(1)])
  })

  test('is read without a throw, whatever comes, and can be read again once it was read', () => {
    checkProperty(
      fc.property(fc.anything(), fc.anything(), fc.constantFrom(...names), (junk, value, name) => {
        const read = [...(toLogEvents(junk) ?? []), ...(toLogEvents({ ...wholeLog, [name]: value }) ?? [])]
        expect(read.filter((event) => !isLogEvent(event))).toEqual([])
      }),
    )
  })

  test('is told from others by its transaction and its place, whatever the case', () => {
    expect(toLogEventId(wholeLog)).toBe(`0x${'a'.repeat(64)}:42`)
    expect(toLogEventId({ ...wholeLog, tx_hash: wholeLog.tx_hash.toLowerCase() })).toBe(toLogEventId(wholeLog))
    expect(toLogEventId({ ...wholeLog, log_offset: 43 })).not.toBe(toLogEventId(wholeLog))
  })
})

describe('withBigInts', () => {
  test('makes numbers of whole numbers’ text, in lists too, and leaves all else', () => {
    const values = withBigInts(wholeLog).decoded?.params?.map(({ value }) => value)
    expect(values).toEqual([
      wholeLog.decoded?.params?.[0]?.value,
      115792089237316195423570985008687907n,
      true,
      null,
      [{ value: 18446744073709551616n, bitSize: 256, typeAsString: 'uint256' }],
    ])
  })

  test.each<[type: string, value: unknown, wide: unknown]>([
    ['int24', '-887272', -887272n],
    ['uint8', 7, 7n],
    ['uint256[]', ['1', '2'], [1n, 2n]],
    ['uint256[][2]', [['1'], ['2']], [[1n], [2n]]],
    ['uint256', 'soon', 'soon'],
    ['uint256', '', ''],
    ['string', '12', '12'],
    ['bytes32', '0x12', '0x12'],
    ['bool', false, false],
    ['', '12', '12'],
  ])('turns %s %o into %o', (type, value, wide) => {
    const event: LogEvent = { ...toLog(1), decoded: { params: [{ type, value }] } }
    expect(withBigInts(event).decoded?.params?.[0]?.value).toEqual(wide)
  })

  test('gives a log back that isn’t decoded', () => {
    for (const event of [toLog(1), { ...toLog(1), decoded: null }, { ...toLog(1), decoded: { params: null } }])
      expect(withBigInts(event)).toBe(event)
  })
})

describe('A link to an explorer', () => {
  const event = { tx_hash: '0x12' }

  test('is made for chains that are known, by name or id', () => {
    expect(toLogEventUrl(1, event)).toBe('https://etherscan.io/tx/0x12')
    expect(toLogEventUrl('base-mainnet', event)).toBe('https://basescan.org/tx/0x12')
    expect(toLogEventUrl('8453', event)).toBe('https://basescan.org/tx/0x12')
    expect(toLogEventUrl('a-chain-of-tomorrow', event)).toBeUndefined()
    expect(toLogEventUrl(123_456, event)).toBeUndefined()
  })

  test('goes where the app says, over https only', () => {
    expect(toLogEventUrl(1, event, { 1: 'https://eth.blockscout.com/' })).toBe('https://eth.blockscout.com/tx/0x12')
    expect(toLogEventUrl('a-chain', event, { 'a-chain': 'https://a.example' })).toBe('https://a.example/tx/0x12')
    for (const base of ['http://plain.example', 'javascript:alert(1)', 'nonsense'])
      expect(toLogEventUrl(1, event, { 1: base })).toBeUndefined()
    expect(toLogEventUrl(1, { tx_hash: '../../evil?x' })).toBe('https://etherscan.io/tx/..%2F..%2Fevil%3Fx')
  })
})
