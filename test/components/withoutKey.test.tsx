import { render } from '@testing-library/react'
import { useConnectionStatus } from 'onwire'
import { type RelayOptions, RelayStatusTimeline } from 'onwire/relay'
import { describe, expect, test, vi } from 'vitest'
import { createRelaySetup } from '../react/support/relaySetup.js'

const waiting = {
  name: 'waiting',
  title: 'Waiting',
  description: 'Waits, and delivers after five minutes.',
  origin: 10,
  destination: 8453,
  steps: [
    { at: 0, status: 'waiting' },
    { at: 60_000, status: 'pending', inTxs: 1 },
    { at: 300_000, status: 'success', txs: 1 },
  ],
  expect: { outcome: 'success' as const },
}

/** Follows a request for so long, and collects every text of the page. */
async function play(relay: RelayOptions, refuses: 'upgrade' | 'key' | 'ready' | undefined, forMs = 400_000) {
  const setup = createRelaySetup({ relay })
  const { faults } = setup.simulator
  if (refuses === 'ready') faults.silence('ready')
  else if (refuses) faults.refuse(refuses)
  const { requestId } = setup.simulator.start(waiting)
  const onOutage = vi.fn<() => void>()
  function Page() {
    useConnectionStatus({ onOutage })
    return <RelayStatusTimeline requestId={requestId} locale="en" />
  }
  const { container } = render(
    <setup.Providers>
      <Page />
    </setup.Providers>,
  )
  const texts = new Set<string>()
  for (let at = 0; at < forMs; at += 500) {
    await setup.advance(500)
    texts.add(container.textContent)
  }
  const { restRequests, socketsOpened, socketsRefused } = setup.simulator.counters
  return { onOutage, polls: restRequests, sockets: socketsOpened + socketsRefused, texts: [...texts] }
}

const alarm = /not up to date|refused|reach|reconnect|offline|error|could not/i

describe('A page without a key and a bridge', () => {
  test.each(['upgrade', 'key', 'ready'] as const)(
    'tries the socket once, is refused (%s), and polls to the end without a word of alarm',
    async (refuses) => {
      const { onOutage, polls, sockets, texts } = await play({ url: undefined }, refuses)
      expect(sockets).toBe(1)
      expect(texts.filter((text) => alarm.test(text))).toEqual([])
      expect(texts.at(-1)).toContain('Completed')
      expect(polls).toBeGreaterThan(5)
      expect(onOutage).not.toHaveBeenCalled()
    },
  )

  test('lives by the socket where strangers are let in', async () => {
    const { polls, sockets, texts } = await play({ url: undefined }, undefined)
    expect([sockets, texts.at(-1)]).toEqual([1, expect.stringContaining('Completed')])
    expect(polls).toBeLessThan(25)
  })

  test('opens no socket where it is switched off', async () => {
    const { onOutage, sockets, texts } = await play({ socket: false }, undefined)
    expect([sockets, texts.filter((text) => alarm.test(text))]).toEqual([0, []])
    expect(texts.at(-1)).toContain('Completed')
    expect(onOutage).not.toHaveBeenCalled()
  })
})

test.each<[string, RelayOptions]>([
  ['with an address of its own', {}],
  ['with a key', { url: undefined, apiKey: 'hushhush', dangerouslyExposeApiKey: true }],
  ['that insists', { url: undefined, socket: true }],
])('A page %s goes on trying, and says what is wrong', async (_, relay) => {
  const { onOutage, sockets, texts } = await play(relay, 'upgrade', 120_000)
  expect(sockets).toBeGreaterThan(3)
  expect(texts.some((text) => alarm.test(text))).toBe(true)
  expect(onOutage).toHaveBeenCalled()
})
