import { controlPath } from '../node/control/controlApi.js'
import { startCovalentServer } from '../node/covalent/startCovalentServer.js'
import { getCovalentScenario } from '../simulators/covalent/covalentScenarios.js'
import { createCovalentSimulator } from '../simulators/covalent/createCovalentSimulator.js'
import type { Flags, RunningSimulator, SimulatorCommand } from './command.js'
import { toAddressOptions, toRunning } from './toRunning.js'

export const covalentCommand: SimulatorCommand = {
  name: 'covalent',
  title: 'Covalent',
  port: 4530,
  subject: 'contract or topic',
  scenario: 'steady',
  start: startCovalent,
}

async function startCovalent(flags: Flags): Promise<RunningSimulator> {
  const { scenario: name = covalentCommand.scenario } = flags
  const scenario = name === 'none' ? undefined : getCovalentScenario(name)
  const simulator = createCovalentSimulator({ seed: flags.seed, ...(scenario !== undefined && { scenario }) })
  const server = await startCovalentServer({
    ...toAddressOptions(flags, covalentCommand.port),
    simulator,
  })
  const control = `${server.url}${controlPath}`
  const banner = [
    'Covalent’s log events are simulated here until you press Ctrl+C:',
    '',
    `  WebSocket  ${server.socketUrl}`,
    `  REST       ${server.apiUrl}`,
    `  control    ${control}`,
    '',
    'Point onwire to it:',
    '',
    `  covalent({ url: '${server.socketUrl}', apiUrl: '${server.apiUrl}' })`,
    '',
    scenario === undefined
      ? 'Only the contracts that are started by hand have logs:'
      : `Any contract or topic that it is asked for plays ${scenario.name}. To start another scenario:`,
    '',
    `  curl -d '{"scenario":"reorg-6","address":"0x7be8076f4ea4a4ad08075c2508e481d6c946d12b"}' ${control}/stories`,
    `  curl -d '{"fault":"drop"}' ${control}/faults    # and "restore"`,
  ]
  return toRunning(banner, simulator, server)
}
