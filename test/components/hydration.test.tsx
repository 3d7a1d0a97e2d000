import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import { renderToString } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { createOnwire, OnwireProvider } from '../../src/exports/index.js'
import { relay, RelayStatusTimeline } from '../../src/exports/relay.js'
import { createRelaySimulator } from '../../src/exports/testing.js'
import { createTestEnvironment } from '../support/environment.js'
import { createManualTime } from './support/createManualTime.js'

const { advance, clock, until } = createManualTime()
const { environment } = createTestEnvironment({ clock })

/** One app as both sides build it: with a cache and a client of its own on each. */
function createApp(requestId: string, simulator: ReturnType<typeof createRelaySimulator>) {
  const onwire = createOnwire({ protocols: [relay(simulator)], environment })
  const queryClient = new QueryClient()
  const element = (
    <QueryClientProvider client={queryClient}>
      <OnwireProvider client={onwire}>
        <RelayStatusTimeline requestId={requestId} data-testid="root" />
      </OnwireProvider>
    </QueryClientProvider>
  )
  return { element, onwire }
}

test('RelayStatusTimeline opens nothing on a server, and goes live after hydration without a warning', async () => {
  const complaints = vi.spyOn(console, 'error').mockImplementation(() => {})
  const simulator = createRelaySimulator({ clock })
  const { requestId } = simulator.start('abandoned-quote')

  const container = document.body.appendChild(document.createElement('div'))
  container.innerHTML = renderToString(createApp(requestId, simulator).element)
  await advance(5000)
  expect(simulator.counters).toMatchObject({ socketsOpened: 0, socketsRefused: 0, restRequests: 0 })
  expect(screen.getAllByRole('listitem')).toHaveLength(4)

  const app = createApp(requestId, simulator)
  const recovered = vi.fn<(error: unknown) => void>()
  const { unmount } = render(app.element, { container, hydrate: true, onRecoverableError: recovered })
  await until(() => expect(screen.getByTestId('root')).toHaveAttribute('data-transport', 'socket'))
  expect(screen.getByTestId('root')).toHaveAttribute('data-phase', 'waiting')
  expect(recovered).not.toHaveBeenCalled()
  expect(complaints).not.toHaveBeenCalled()

  unmount()
  app.onwire.close()
  simulator.stop()
  container.remove()
  complaints.mockRestore()
})
