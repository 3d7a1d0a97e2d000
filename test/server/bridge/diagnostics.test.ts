import { OnwireError } from '../../../src/core/contract/errors.js'
import { describe, expect, test, vi } from 'vitest'
import {
  apiKey,
  base,
  createBridgeSetup,
  readEvents,
  settle,
  toEventsRequest,
  toSnapshotRequest,
  toTopic,
} from './support/bridgeSetup.js'

const id = `0x${'ab'.repeat(32)}`
const other = `0x${'cd'.repeat(32)}`
const toRequest = (asked: unknown) => new Request(`${base}/snapshot?topic=${encodeURIComponent(JSON.stringify(asked))}`)

/** What the console hears by default while this runs. */
async function hear(run: () => unknown) {
  const spies = (['warn', 'error'] as const).map((name) => vi.spyOn(console, name).mockReturnValue())
  await run()
  const lines = spies.flatMap(({ mock }) => mock.calls.map(([line]) => String(line)))
  for (const spy of spies) spy.mockRestore()
  return lines
}

describe('A topic that is refused is named to the log', () => {
  test.each([
    ['FORBIDDEN', toTopic(id), { protocol: 'relay', key: id }],
    [
      'UNKNOWN_PROTOCOL',
      { ...toTopic(id), protocol: 'fusion' },
      { protocol: 'fusion', key: JSON.stringify(toTopic(id).topic) },
    ],
    ['UNKNOWN_TOPIC', toTopic('../1'), { protocol: 'relay', key: '{"kind":"status","requestId":"../1"}' }],
  ])('with its code %s', async (code, asked, about) => {
    const { bridge, diagnostics, start } = createBridgeSetup({ authorize: () => false })
    const answer = await bridge.fetch(toRequest(asked))
    expect(diagnostics).toMatchObject([{ code, ...about }])
    expect(JSON.stringify(await answer.json())).not.toContain('0x')
    const lines = await hear(() => start({ onDiagnostic: undefined }).fetch(toRequest(asked)))
    expect(lines).toEqual([`onwire bridge: ${about.protocol} ${about.key}: ${code}: ${diagnostics[0]?.message}`])
  })

  test('and not at all before `authenticate` has let the request in', async () => {
    const { bridge, diagnostics } = createBridgeSetup({ authenticate: () => undefined })
    const asked = toTopic(`../${'a-'.repeat(4_000)}`)
    const answers = [
      await bridge.fetch(toRequest(asked)),
      await bridge.fetch(toEventsRequest([asked, { protocol: 'a-a', topic: { kind: 'a-a' } }])),
      await bridge.fetch(new Request(`${base}/events?topic=${encodeURIComponent(JSON.stringify(asked))}`)),
    ]
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401])
    expect(diagnostics.map(({ code }) => code)).toEqual(Array(3).fill('UNAUTHENTICATED'))
    expect(JSON.stringify(diagnostics)).not.toContain('a-a')
  })

  test('once for each kind of refusal in one request, which is the first', async () => {
    const { bridge, diagnostics } = createBridgeSetup()
    const topics = [
      toTopic('../1'),
      toTopic('../2'),
      { ...toTopic(id), protocol: 'a' },
      { ...toTopic(id), protocol: 'b' },
    ]
    const reader = readEvents(await bridge.fetch(toEventsRequest([...topics, toTopic(id)])))
    await settle()
    await reader.stop()
    expect(diagnostics.map(({ code, protocol }) => `${code} ${protocol}`).sort()).toEqual([
      'UNKNOWN_PROTOCOL a',
      'UNKNOWN_TOPIC relay',
    ])
    expect(diagnostics.find(({ protocol }) => protocol === 'relay')?.key).toContain('"../1"')
  })

  test('with what a stranger says for one cut short, on one line, and without a key', async () => {
    const { bridge, diagnostics, start } = createBridgeSetup()
    const asked = { protocol: `a\nb${'c'.repeat(500)}`, topic: { kind: `x ${apiKey} ${'y '.repeat(1_000)}` } }
    await bridge.fetch(toRequest(asked))
    const [{ key = '', protocol = '' } = {}] = diagnostics
    expect([key.length, protocol.length < 100, protocol.slice(0, 4)]).toEqual([300, true, 'a?bc'])
    const lines = await hear(() => start({ onDiagnostic: undefined }).fetch(toRequest(asked)))
    expect(lines).toHaveLength(1)
    expect(JSON.stringify([diagnostics, lines])).not.toContain(apiKey)
    expect(lines[0]).not.toContain('\n')
  })
})

describe('An error that is thrown is logged by default, without a key,', () => {
  const cause = new TypeError(`no session at redis://:${apiKey}@store/?pass=${apiKey}\nfor ${apiKey}`)
  const said = /Cause: TypeError: no session at redis:\/\/store\/ for …$/

  test('by `authorize`, with the topic', async () => {
    const { start } = createBridgeSetup()
    const authorize = () => Promise.reject(cause)
    const lines = await hear(() => start({ onDiagnostic: undefined, authorize }).fetch(toSnapshotRequest(other)))
    expect(lines.filter((line) => line.startsWith(`onwire bridge: relay ${other}: AUTHORIZE_FAILED: `))).toEqual([
      expect.stringMatching(said),
    ])
    expect(lines.join()).not.toContain(apiKey)
  })

  test('by `authenticate`', async () => {
    const { start } = createBridgeSetup()
    const authenticate = () => Promise.reject(cause)
    const lines = await hear(() => start({ onDiagnostic: undefined, authenticate }).fetch(toSnapshotRequest(other)))
    expect(lines[0]).toMatch(/^onwire bridge: AUTHENTICATE_FAILED: /)
    expect(lines[0]).toMatch(said)
  })

  test('by a service, with the topic, also to a listener of the app’s', async () => {
    const setup = { relay: { fetch: () => Promise.reject(new TypeError('fetch failed')) } }
    const { bridge, diagnostics, start } = createBridgeSetup(setup)
    expect((await bridge.fetch(toSnapshotRequest(id))).status).toBe(502)
    expect(diagnostics).toMatchObject([
      { code: 'UPSTREAM_FAILED', protocol: 'relay', key: id, cause: expect.any(OnwireError) },
    ])
    const lines = await hear(() => start({ onDiagnostic: undefined }).fetch(toSnapshotRequest(id)))
    expect(lines).toEqual([
      expect.stringMatching(/^onwire bridge: relay 0x(ab)+: UPSTREAM_FAILED: .* Cause: OnwireError: .*fetch failed/),
    ])
  })
})

test('A line shows what it says: it holds no mark that nobody sees, and none that turns the text around', async () => {
  const { bridge, diagnostics, start } = createBridgeSetup()
  const asked = { protocol: 'relay', topic: { kind: 'a\u202eb\u200bc\u2066d\u00ade\u2028f\u009b2J' } }
  await bridge.fetch(toRequest(asked))
  const lines = await hear(() => start({ onDiagnostic: undefined }).fetch(toRequest(asked)))
  expect([lines.length, diagnostics.length]).toEqual([1, 1])
  expect(`${lines.join()} ${diagnostics[0]?.key} ${diagnostics[0]?.message}`).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
})
