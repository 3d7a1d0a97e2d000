import { QueryClient } from '@tanstack/react-query'
import { createBrowserEnvironment, createOnwire } from 'onwire'
import { relay, watchRelayStatus } from 'onwire/relay'
import { createRelaySimulator } from 'onwire/testing'

// The script of a worker: follows a simulated request by what `createOnwire` takes for itself there.

const { apiUrl, fetch, start, url, WebSocket } = createRelaySimulator({ seed: 7 })
const { requestId } = start('happy-path')
const queryClient = new QueryClient()
const onwire = createOnwire({ protocols: [relay({ apiUrl, fetch, url, WebSocket })], queryClient })
watchRelayStatus(onwire, { requestId }, ({ connection: { transport }, data }) => {
  const message = { status: data?.status, transport, isServer: createBrowserEnvironment().isServer }
  self.postMessage(message, {})
})
