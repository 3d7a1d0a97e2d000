import { webhookRelayFaultNames } from '../../simulators/webhookRelay/webhookRelayFaults.js'
import { getWebhookRelayScenario, webhookRelayScenarios } from '../../simulators/webhookRelay/webhookRelayScenarios.js'
import type { WebhookRelaySimulatorCore } from '../../simulators/webhookRelay/webhookRelaySimulatorCore.js'
import { drawSample, webhookRelaySamples } from '../../simulators/webhookRelay/webhookRelaySamples.js'
import { readCount, readNumber, readText, requireText, requireChoice } from '../control/controlBody.js'
import { serveSockets } from '../wire/serveSockets.js'
import { findFault, type SimulatorControl } from '../control/simulatorControl.js'
import type { SimulatorService } from '../simulatorService.js'

/** Webhook Relay for a port. */
export function toWebhookRelayService(simulator: WebhookRelaySimulatorCore): SimulatorService {
  const { clock, random, sockets, rest } = simulator
  return {
    clock,
    random,
    rest,
    control: createWebhookRelayControl(simulator),
    toUrls: (authority) => ({ socketUrl: `ws://${authority}/v1/socket`, apiUrl: `http://${authority}` }),
    serveSockets: (server, latency) => serveSockets(server, { clock, latency, sockets }),
  }
}

function createWebhookRelayControl(simulator: WebhookRelaySimulatorCore): SimulatorControl {
  return {
    starts: 'stories',
    scenarios: Object.values(webhookRelayScenarios),
    faultNames: webhookRelayFaultNames,
    log: simulator.log,
    start(body) {
      const bucket = readText(body, 'bucket')
      const speed = readNumber(body, 'speed')
      const { buckets } = simulator.start(getWebhookRelayScenario(requireText(body, 'scenario')), {
        ...(bucket !== undefined && { bucket }),
        ...(speed !== undefined && { speed }),
      })
      return { buckets: buckets.map(({ id, name }) => ({ id, name })) }
    },
    applyFault(name, body) {
      const retryAfterS = readNumber(body, 'retryAfterS')
      simulator.faults.apply(findFault(webhookRelayFaultNames, name), retryAfterS === undefined ? {} : { retryAfterS })
      return simulator.faults.state()
    },
    acts: {
      deliver(body) {
        const [method, query, text, type] = ['method', 'query', 'body', 'contentType'].map((name) =>
          readText(body, name),
        )
        const { id } = simulator.deliver(requireText(body, 'bucket'), {
          ...(method !== undefined && { method }),
          ...(query !== undefined && { query }),
          ...(text !== undefined && { body: text }),
          ...(type !== undefined && { headers: { 'Content-Type': [type] } }),
        })
        return { id }
      },
      samples(body) {
        const kind = requireChoice(body, 'kind', webhookRelaySamples)
        const bucket = requireText(body, 'bucket')
        const count = readCount(body, 'count', { fallback: 1, max: 1000 })
        const before = simulator.truth().length
        for (let nth = 1; nth <= count; nth += 1)
          simulator.deliver(bucket, drawSample(kind, before + nth, simulator.random))
        return { count }
      },
    },
    state: () => ({
      faults: simulator.faults.state(),
      counters: simulator.counters,
      requestsLastMinute: simulator.requestsLastMinute(),
      webhooks: simulator.truth().length,
      stories: simulator
        .stories()
        .map(({ buckets, scenario }) => ({ scenario: scenario.name, buckets: buckets.map(({ name }) => name) })),
    }),
  }
}
