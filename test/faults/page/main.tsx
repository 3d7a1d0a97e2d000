import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { ConnectionIndicator, type ConnectionView, createOnwire, OnwireProvider } from 'onwire'
import { bridge } from 'onwire/bridge'
import { covalent, useLogEvents } from 'onwire/covalent'
import { fusion, useIntent } from 'onwire/fusion'
import { relay, useRelayStatus } from 'onwire/relay'
import { useWebhooks, webhookRelay } from 'onwire/webhook-relay'
import { useEffect } from 'react'
import { createRoot } from 'react-dom/client'

/** All that a person could have seen and believed at one moment. */
export interface Sight {
  /** In unix ms. */
  readonly at: number
  /** The indicator's word. */
  readonly word: string
  readonly shown: string
  readonly isStale: boolean
  readonly isSettled: boolean
}

declare global {
  interface Window {
    readonly sights: Sight[]
  }
}

const sights: Sight[] = []
Object.assign(window, { sights })

const parameters = new URLSearchParams(location.search)
const service = parameters.get('service') ?? ''
const topic = JSON.parse(parameters.get('topic') ?? '{}')
const addresses = JSON.parse(parameters.get('addresses') ?? 'null')
const way = addresses ?? { via: bridge('/api/onwire') }
const credentials = async () => ({ key: 'hushhush-key', secret: 'hushhush-secret' })

interface Shown {
  readonly connection: ConnectionView
  readonly shown: string
  readonly isSettled?: boolean
}

function Probe({ connection, isSettled = false, shown }: Shown) {
  const isStale = connection.isStale === true
  useEffect(() => {
    const word = document.querySelector<HTMLElement>('.ow-connection, [data-slot="ow-connection"]')?.dataset['state']
    sights.push({ at: Date.now(), word: word ?? '', shown, isStale, isSettled })
  })
  return <ConnectionIndicator connection={connection} />
}

function Relay() {
  const { connection, data, isSettled } = useRelayStatus(topic)
  return <Probe connection={connection} isSettled={isSettled} shown={data?.status ?? ''} />
}

function Fusion() {
  const { connection, data, isSettled } = useIntent(topic)
  return <Probe connection={connection} isSettled={isSettled} shown={data?.status ?? ''} />
}

function Covalent() {
  const { connection, isPending, items } = useLogEvents(topic)
  return <Probe connection={connection} shown={isPending ? '' : String(items.length)} />
}

function WebhookRelay() {
  const { connection, isPending, items } = useWebhooks(topic)
  return <Probe connection={connection} shown={isPending ? '' : String(items.length)} />
}

const services = {
  relay: [Relay, () => relay(way)],
  fusion: [Fusion, () => fusion(way)],
  covalent: [Covalent, () => covalent(way)],
  webhookRelay: [
    WebhookRelay,
    () => webhookRelay(addresses ? { ...way, credentials, dangerouslyExposeCredentials: true } : way),
  ],
} as const
const [Service, create] = services[service as keyof typeof services]
const onwire = createOnwire({ protocols: [create()] })

createRoot(document.getElementById('root')!).render(
  <QueryClientProvider client={new QueryClient()}>
    <OnwireProvider client={onwire}>
      <Service />
    </OnwireProvider>
  </QueryClientProvider>,
)
