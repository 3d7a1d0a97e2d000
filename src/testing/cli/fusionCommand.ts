import { controlPath } from '../node/control/controlApi.js'
import { startFusionServer } from '../node/fusion/startFusionServer.js'
import { getFusionScenario } from '../simulators/fusion/fusionScenarios.js'
import { createFusionSimulator } from '../simulators/fusion/createFusionSimulator.js'
import type { Flags, RunningSimulator, SimulatorCommand } from './command.js'
import { toAddressOptions, toRunning } from './toRunning.js'

export const fusionCommand: SimulatorCommand = {
  name: 'fusion',
  title: 'Fusion',
  port: 4520,
  subject: 'intent id',
  scenario: 'happy-path',
  start: startFusion,
}

async function startFusion(flags: Flags): Promise<RunningSimulator> {
  const { scenario: name = fusionCommand.scenario } = flags
  const scenario = name === 'none' ? undefined : getFusionScenario(name)
  const simulator = createFusionSimulator({ seed: flags.seed, ...(scenario !== undefined && { scenario }) })
  const server = await startFusionServer({
    ...toAddressOptions(flags, fusionCommand.port),
    simulator,
  })
  const control = `${server.url}${controlPath}`
  const banner = [
    'Fusion is simulated here until you press Ctrl+C:',
    '',
    `  Socket.IO  ${server.url}`,
    `  REST       ${server.url}/api`,
    `  control    ${control}`,
    '',
    'Point onwire to it:',
    '',
    `  fusion({ url: '${server.url}' })`,
    '',
    scenario === undefined
      ? 'It knows only the intents that are started by hand:'
      : `Any intent id that it is asked for plays ${scenario.name}. To start another scenario:`,
    '',
    `  curl -d '{"scenario":"busy-mempool"}' ${control}/intents`,
    `  curl -d '{"fault":"drop"}' ${control}/faults    # and "restore"`,
  ]
  return toRunning(banner, simulator, server)
}
