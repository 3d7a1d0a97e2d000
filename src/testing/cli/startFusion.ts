import { controlPath } from '../node/control/controlApi.js'
import { startFusionServer } from '../node/fusion/startFusionServer.js'
import { getFusionScenario } from '../simulators/fusion/fusionScenarios.js'
import { createFusionSimulator } from '../simulators/fusion/createFusionSimulator.js'
import type { Flags, RunningSimulator } from './command.js'
import { toAddressOptions, toRunning } from './toRunning.js'

const defaultPort = 4520

export async function startFusion(flags: Flags): Promise<RunningSimulator> {
  const { scenario: name = 'happy-path' } = flags
  const scenario = name === 'none' ? undefined : getFusionScenario(name)
  const simulator = createFusionSimulator({ seed: flags.seed, ...(scenario !== undefined && { scenario }) })
  const server = await startFusionServer({
    ...toAddressOptions(flags, defaultPort),
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
