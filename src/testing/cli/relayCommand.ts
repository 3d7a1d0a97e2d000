import { controlPath } from '../node/control/controlApi.js'
import { startRelayServer } from '../node/relay/startRelayServer.js'
import { createRelaySimulator } from '../simulators/relay/createRelaySimulator.js'
import { getRelayScenario } from '../simulators/relay/relayScenarios.js'
import type { Flags, RunningSimulator, SimulatorCommand } from './command.js'
import { toAddressOptions, toRunning } from './toRunning.js'

export const relayCommand: SimulatorCommand = {
  name: 'relay',
  title: 'Relay',
  port: 4510,
  subject: 'request id',
  scenario: 'happy-path',
  start: startRelay,
}

async function startRelay(flags: Flags): Promise<RunningSimulator> {
  const { scenario: name = relayCommand.scenario, webhookKey, webhookUrl } = flags
  const apiKey = webhookKey ?? 'simulated-key'
  const scenario = name === 'none' ? undefined : getRelayScenario(name)
  const simulator = createRelaySimulator({
    seed: flags.seed,
    readyDelayMs: flags.readyDelayMs,
    ...(scenario !== undefined && { scenario }),
    ...(webhookUrl !== undefined && { webhooks: { url: webhookUrl, apiKey } }),
  })
  const server = await startRelayServer({
    ...toAddressOptions(flags, relayCommand.port),
    simulator,
  })
  const control = `${server.url}${controlPath}`
  const banner = [
    'Relay is simulated here until you press Ctrl+C:',
    '',
    `  WebSocket  ${server.socketUrl}`,
    `  REST       ${server.apiUrl}`,
    `  control    ${control}`,
    ...(webhookUrl === undefined
      ? []
      : [`  webhooks   to ${webhookUrl}, signed with ${webhookKey === undefined ? apiKey : 'your key'}`]),
    '',
    'Point onwire to it:',
    '',
    `  relay({ url: '${server.socketUrl}', apiUrl: '${server.apiUrl}' })`,
    '',
    scenario === undefined
      ? 'It knows only the requests that are started by hand:'
      : `Any request id that it is asked for plays ${scenario.name}. To start another scenario:`,
    '',
    `  curl -d '{"scenario":"drop-midway"}' ${control}/requests`,
    `  curl -d '{"fault":"drop"}' ${control}/faults    # and "restore"`,
  ]
  return toRunning(banner, simulator, server)
}
