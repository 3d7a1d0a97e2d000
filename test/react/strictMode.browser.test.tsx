import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createOnwire, OnwireProvider } from 'onwire'
import { relay, useRelayStatus } from 'onwire/relay'
import { createRelaySimulator } from 'onwire/testing'
import { StrictMode } from 'react'
import { expect, test, vi } from 'vitest'
import { render } from 'vitest-browser-react'

/** On a busy machine. */
const patience = { timeout: 30_000 }

/** Counts the timers that run, whoever set them, by where they were set. */
function countTimers() {
  const running = new Map<number, string>()
  const { clearTimeout, setTimeout } = window
  const set = vi.spyOn(window, 'setTimeout').mockImplementation(((run: () => void, ms?: number) => {
    const timer = setTimeout(() => {
      running.delete(timer)
      run()
    }, ms)
    running.set(timer, new Error('set here').stack ?? '')
    return timer
  }) as typeof window.setTimeout)
  const clear = vi.spyOn(window, 'clearTimeout').mockImplementation(((timer?: number) => {
    if (timer !== undefined) running.delete(timer)
    clearTimeout(timer)
  }) as typeof window.clearTimeout)
  return {
    /** Of onwire's own: neither React's, nor TanStack's, nor the simulator's. */
    getOurs: () => [...running.values()].filter((stack) => stack.includes('/src/react/')),
    stop() {
      set.mockRestore()
      clear.mockRestore()
    },
  }
}

function Request({ requestId }: { readonly requestId: string }) {
  const { connection, data } = useRelayStatus({ requestId, onUpdate: () => {} })
  return (
    <li>
      {data?.status} {connection.transport}
    </li>
  )
}

test('In a browser 50 components over 20 ids under StrictMode share 1 socket, and leave nothing behind', async () => {
  const timers = countTimers()
  const simulator = createRelaySimulator({ seed: 5 })
  const { WebSocket, apiUrl, fetch, url } = simulator
  const onwire = createOnwire({ protocols: [relay({ WebSocket, apiUrl, fetch, url })], graceMs: 500 })
  const ids = Array.from({ length: 20 }, () => simulator.start('abandoned-quote').requestId)
  const page = await render(
    <StrictMode>
      <QueryClientProvider client={new QueryClient()}>
        <OnwireProvider client={onwire}>
          {Array.from({ length: 50 }, (_, index) => (
            <Request key={index} requestId={ids[index % 20]!} />
          ))}
        </OnwireProvider>
      </QueryClientProvider>
    </StrictMode>,
  )
  await expect.poll(() => page.container.textContent, patience).toBe('waiting socket'.repeat(50))
  expect(simulator.counters).toMatchObject({
    socketsOpened: 1,
    violations: 0,
    subscribes: Object.fromEntries(ids.map((id) => [id, 1])),
  })
  expect(timers.getOurs().length).toBeGreaterThan(0)

  await page.unmount()
  await expect.poll(() => simulator.counters.socketsOpen, patience).toBe(0)
  await expect.poll(() => timers.getOurs(), patience).toEqual([])
  timers.stop()
})

test('In a browser the happy path is shown to its end, on the browser’s own clock', async () => {
  const simulator = createRelaySimulator({ seed: 6 })
  const { WebSocket, apiUrl, fetch, url } = simulator
  const onwire = createOnwire({ protocols: [relay({ WebSocket, apiUrl, fetch, url })] })
  const { requestId } = simulator.start('happy-path', { speed: 5 })
  const page = await render(
    <QueryClientProvider client={new QueryClient()}>
      <OnwireProvider client={onwire}>
        <Request requestId={requestId} />
      </OnwireProvider>
    </QueryClientProvider>,
  )
  await expect.poll(() => page.container.textContent, patience).toBe('success idle')
  expect(simulator.counters.violations).toBe(0)
  onwire.close()
})
