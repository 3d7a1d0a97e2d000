import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createOnwire, OnwireProvider } from 'onwire'
import { bridge } from 'onwire/bridge'
import { covalent, type LogEvent, toLogEventId, useLogFollowUps } from 'onwire/covalent'
import { createCovalentSimulator } from 'onwire/testing'
import { createSimulatedBridge } from 'onwire/testing/bridge'
import { expect, onTestFinished, test } from 'vitest'
import { render } from 'vitest-browser-react'

const apiKey = 'hushhush-of-the-bridge-0123456789'
const base = 'https://app.example/api/onwire'
/** On a busy machine. */
const patience = { timeout: 120_000, interval: 200 }

interface Metadata {
  readonly data: {
    readonly items: readonly {
      readonly nft_data: readonly { readonly external_data: { readonly name: string; readonly image: string } }[]
    }[]
  }
}

/** The service, its app's server, which alone has the key, and a page that speaks to that server only. */
function createSetup() {
  const simulator = createCovalentSimulator({ seed: 7, apiKeys: [apiKey], requestsPerSecond: 50 })
  const { address, truth } = simulator.start({
    name: 'of-this-test',
    title: '',
    description: '',
    steps: [
      { at: 0, blockMs: 1_000 },
      { at: 3_000, burst: 1_000 },
    ],
    expect: { socketAlone: 'complete' },
  })
  const told: string[] = []
  const { apiUrl, fetch, url, WebSocket } = simulator
  // A professional key's 50 a second.
  const budget = { requestsPerMinute: 2_400, requestBurst: 20 }
  const server = createSimulatedBridge({
    protocols: [covalent({ apiKey, apiUrl, fetch, url, WebSocket, dangerouslyExposeApiKey: true, ...budget })],
    authorize: () => true,
    calls: { covalent: { paths: ['/{chain}/tokens/{contract}/nft_metadata/{id}/'], authorize: () => true } },
    onDiagnostic: ({ cause, ...rest }) => told.push(JSON.stringify(rest), String(cause)),
  })
  const calls: string[] = []
  const via = bridge(base, {
    async fetch(input, init) {
      const request = new Request(input, init)
      const asked = new URL(request.url)
      const answer = await server.fetch(request)
      if (asked.pathname.endsWith('/call')) {
        calls.push(asked.searchParams.get('path') ?? '')
        told.push(await answer.clone().text())
      }
      return answer
    },
  })
  const onwire = createOnwire({
    protocols: [covalent({ via, ...budget })],
    onDiagnostic: (diagnostic) => told.push(JSON.stringify(diagnostic)),
  })
  onTestFinished(() => {
    onwire.close()
    server.close()
    simulator.stop()
  })
  return { address, calls, onwire, simulator, told, truth, via }
}

test('Of 1 000 logs that come through the bridge, 50 call for a token’s name: each is asked for once, in the budget, and the key is nowhere', async () => {
  const { address, calls, onwire, simulator, told, truth, via } = createSetup()
  const minted = new Map<string, string>()
  let read = 0
  /** Every twentieth log tells of a token. */
  const toPath = (event: LogEvent) => {
    for (const log of truth().slice(read)) {
      if (read % 20 === 0) minted.set(toLogEventId(log), `/1/tokens/${address}/nft_metadata/${read / 20}/`)
      read += 1
    }
    return minted.get(toLogEventId(event))
  }

  function Tokens() {
    const tokens = useLogFollowUps({
      chain: 1,
      address,
      limit: 1_000,
      confirmations: 0,
      toKey: toPath,
      call: async (event, signal) => {
        const answer = await via.call('covalent', toPath(event) ?? '', signal)
        return (answer as Metadata).data.items[0]?.nft_data[0]?.external_data
      },
    })
    return (
      <ul aria-label="Tokens">
        {tokens.map(({ data, error, event, status }) => (
          <li key={toLogEventId(event)} data-status={status}>
            {data && <img alt="" src={data.image} />}
            {data?.name ?? error?.message}
          </li>
        ))}
      </ul>
    )
  }

  const { container } = await render(
    <QueryClientProvider client={new QueryClient()}>
      <OnwireProvider client={onwire}>
        <Tokens />
      </OnwireProvider>
    </QueryClientProvider>,
  )
  await expect.poll(() => container.querySelectorAll('[data-status=success]').length, patience).toBe(50)
  expect([...calls].sort()).toEqual([...minted.values()].sort())
  const { requests, restLimited } = simulator.counters
  const ofTokens = Object.entries(requests).filter(([path]) => path.includes('nft_metadata'))
  expect(ofTokens.map(([, count]) => count)).toEqual(Array.from({ length: 50 }, () => 1))
  expect(restLimited).toBe(0)
  expect(container.textContent).toContain('Token #49')
  await expect
    .poll(() => [...container.querySelectorAll('img')].filter((image) => image.naturalWidth > 0).length)
    .toBe(50)
  expect([container.innerHTML, ...told].join('\n')).not.toContain(apiKey)
}, 180_000)
