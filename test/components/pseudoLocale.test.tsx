import { render, screen } from '@testing-library/react'
import { ConnectionIndicator, OnwireMessagesProvider, StatusTimeline } from 'onwire'
import { LogFeed } from 'onwire/covalent'
import { IntentList, IntentTimeline, MempoolStats } from 'onwire/fusion'
import { RelayStatusList, RelayStatusTimeline } from 'onwire/relay'
import { en } from 'onwire/locales/en'
import { covalentScenarios, fusionScenarios, relayScenarios } from 'onwire/testing'
import { SimulatedCovalentProvider } from 'onwire/testing/covalent'
import { SimulatedFusionProvider } from 'onwire/testing/fusion'
import { SimulatedRelayProvider } from 'onwire/testing/relay'
import { SimulatedWebhookRelayProvider } from 'onwire/testing/webhook-relay'
import { WebhookFeed } from 'onwire/webhook-relay'
import type { ReactNode } from 'react'
import { expect, test } from 'vitest'
import { timelines } from '../../stories/support/timelines.js'
import { pseudo, toTexts, withoutPseudo } from './pseudoLocale.js'
import { createManualTime } from './support/createManualTime.js'

const { advance, clock } = createManualTime()

/** All that is seen, and all that is heard. */
function say(children: ReactNode) {
  const { container } = render(<OnwireMessagesProvider {...pseudo}>{children}</OnwireMessagesProvider>)
  return () => {
    const named = [...container.querySelectorAll('*')].flatMap((element) =>
      ['aria-label', 'aria-description', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? ''),
    )
    const walker = document.createTreeWalker(container, NodeFilter.SHOW_TEXT)
    const texts: string[] = []
    while (walker.nextNode()) texts.push(walker.currentNode.textContent ?? '')
    return [...texts, ...named].map((text) => withoutPseudo(text).trim()).filter(Boolean)
  }
}

/** A number, a date, a hash, an address, a code of the service's, or an age, which the browser writes. */
const isData = (text: string) => /\d/.test(text) || /^[^a-z]*$/.test(text) || text === 'now'

test.each(Object.entries(timelines))('A timeline (%s) says nothing but messages', (_, timeline) => {
  const said = say(<StatusTimeline timeline={timeline} />)
  expect(said().filter((text) => !isData(text))).toEqual([])
})

test.each([
  { status: 'connected', transport: 'socket' },
  { status: 'connecting', transport: 'polling' },
  { status: 'reconnecting', transport: 'polling' },
  { status: 'disconnected', reason: 'refused', transport: 'polling' },
  { status: 'disconnected', reason: 'unreachable', transport: 'polling' },
  { status: 'offline', transport: 'offline' },
  { status: 'idle', transport: 'polling' },
] as const)('A connection ($status) says nothing but messages', (connection) => {
  const said = say(<ConnectionIndicator connection={{ ...connection, reconnect: () => {} } as never} />)
  expect(said().filter((text) => !isData(text))).toEqual([])
  expect(screen.getAllByText(/⟦/)[0]).toBeInTheDocument()
})

const requestId = `0x${'5e'.repeat(32)}`

test.each<[string, number, ReactNode]>([
  [
    'A Relay request that fails',
    60_000,
    <SimulatedRelayProvider key="a" clock={clock} scenario={relayScenarios['never-refunded']} requestId={requestId}>
      <RelayStatusTimeline requestId={requestId} />
    </SimulatedRelayProvider>,
  ],
  [
    'A list of Relay requests',
    20_000,
    <SimulatedRelayProvider key="b" clock={clock} scenario={relayScenarios['happy-path']} requestId={requestId}>
      <RelayStatusList requestIds={[requestId]} />
    </SimulatedRelayProvider>,
  ],
  [
    'Intents and their counts',
    20_000,
    <SimulatedFusionProvider key="c" clock={clock} scenario={fusionScenarios['happy-path']}>
      {({ intentId }) => (
        <>
          <IntentTimeline intentId={intentId} />
          <IntentList />
          <MempoolStats />
        </>
      )}
    </SimulatedFusionProvider>,
  ],
])('%s say nothing but messages and data', async (_, ms, children) => {
  const said = say(children)
  await advance(ms)
  expect(said().filter((text) => !isData(text))).toEqual([])
  expect(document.body.textContent).toContain('⟦')
})

/** Logs and webhooks are full of words of their own. */
const english = new Set(toTexts(en.messages))

test.each<[string, number, ReactNode]>([
  [
    'Logs',
    30_000,
    <SimulatedCovalentProvider key="d" clock={clock} scenario={covalentScenarios['steady']}>
      {({ address }) => <LogFeed chain={1} address={address} />}
    </SimulatedCovalentProvider>,
  ],
  [
    'Webhooks',
    30_000,
    <SimulatedWebhookRelayProvider key="e" clock={clock} scenario="steady">
      <WebhookFeed />
    </SimulatedWebhookRelayProvider>,
  ],
])('%s say no message without its translation', async (_, ms, children) => {
  const said = say(children)
  await advance(ms)
  expect(said().filter((text) => english.has(text))).toEqual([])
  expect(document.body.textContent).toContain('⟦')
})
