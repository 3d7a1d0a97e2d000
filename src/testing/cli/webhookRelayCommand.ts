import { controlPath } from '../node/control/controlApi.js'
import { startWebhookRelayServer } from '../node/webhookRelay/startWebhookRelayServer.js'
import { createWebhookRelaySimulator } from '../simulators/webhookRelay/createWebhookRelaySimulator.js'
import { getWebhookRelayScenario } from '../simulators/webhookRelay/webhookRelayScenarios.js'
import type { Flags, RunningSimulator, SimulatorCommand } from './command.js'
import { toAddressOptions, toRunning } from './toRunning.js'

export const webhookRelayCommand: SimulatorCommand = {
  name: 'webhook-relay',
  title: 'Webhook Relay',
  port: 4540,
  subject: 'bucket',
  scenario: 'steady',
  start: startWebhookRelay,
}

async function startWebhookRelay(flags: Flags): Promise<RunningSimulator> {
  const { scenario: name = webhookRelayCommand.scenario } = flags
  const scenario = name === 'none' ? undefined : getWebhookRelayScenario(name)
  const simulator = createWebhookRelaySimulator({ seed: flags.seed, ...(scenario !== undefined && { scenario }) })
  const server = await startWebhookRelayServer({
    ...toAddressOptions(flags, webhookRelayCommand.port),
    simulator,
  })
  const control = `${server.url}${controlPath}`
  const banner = [
    'Webhook Relay is simulated here until you press Ctrl+C:',
    '',
    `  WebSocket  ${server.socketUrl}`,
    `  REST       ${server.url}`,
    `  control    ${control}`,
    '',
    'Point onwire to it, with any key and secret:',
    '',
    `  webhookRelay({ credentials, url: '${server.socketUrl}', apiUrl: '${server.url}' })`,
    '',
    scenario === undefined
      ? 'Only what is delivered by hand comes to its buckets:'
      : `Any bucket that it is asked for plays ${scenario.name}. To deliver a webhook by hand:`,
    '',
    `  curl -d '{"bucket":"my-bucket","body":"{\\"hi\\": \\"there\\"}","contentType":"application/json"}' ${control}/deliver`,
    `  curl -d '{"fault":"drop"}' ${control}/faults    # and "restore"`,
  ]
  return toRunning(banner, simulator, server)
}
