/** @jest-environment jest-fixed-jsdom */
import { render, waitFor } from '@testing-library/react'
import { LogFeed } from 'onwire/covalent'
import { IntentTimeline } from 'onwire/fusion'
import { RelayStatusTimeline } from 'onwire/relay'
import { SimulatedBridgeProvider } from 'onwire/testing/bridge'
import { SimulatedCovalentProvider } from 'onwire/testing/covalent'
import { SimulatedFusionProvider } from 'onwire/testing/fusion'
import { SimulatedWebhookRelayProvider } from 'onwire/testing/webhook-relay'
import { WebhookFeed } from 'onwire/webhook-relay'
import { describeRelay, patienceMs, untilSettled } from './shared.jsx'

jest.setTimeout(patienceMs)

const findLive = ({ container }) =>
  waitFor(
    () =>
      container.querySelector('[data-slot=ow-connection][data-state=live]') ??
      Promise.reject(new Error('Not live yet')),
    { timeout: patienceMs },
  )

describe('In jest-fixed-jsdom, whose fetch and AbortController are those of Node', () => {
  describeRelay()

  test('A request is followed through the simulated bridge', async () => {
    render(
      <SimulatedBridgeProvider scenario="happy-path" speed={20}>
        {({ requestId }) => <RelayStatusTimeline requestId={requestId} data-testid="timeline" />}
      </SimulatedBridgeProvider>,
    )
    expect(await untilSettled()).toBe('success')
  })

  test('A simulated intent is followed to its end', async () => {
    render(
      <SimulatedFusionProvider scenario="happy-path" speed={20}>
        {({ intentId }) => <IntentTimeline intentId={intentId} data-testid="timeline" />}
      </SimulatedFusionProvider>,
    )
    expect(await untilSettled()).toBe('success')
  })

  test('The feeds of logs and of webhooks are live', async () => {
    const logs = render(
      <SimulatedCovalentProvider scenario="steady" speed={20}>
        {({ chain, address }) => <LogFeed chain={chain} address={address} />}
      </SimulatedCovalentProvider>,
    )
    expect(await findLive(logs)).not.toBeNull()
    const webhooks = render(
      <SimulatedWebhookRelayProvider scenario="steady" speed={20}>
        {({ buckets }) => <WebhookFeed buckets={buckets} />}
      </SimulatedWebhookRelayProvider>,
    )
    expect(await findLive(webhooks)).not.toBeNull()
  })
})
