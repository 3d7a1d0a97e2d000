import { controlPath } from '../node/control/controlApi.js'
import { startEvmServer } from '../node/evm/startEvmServer.js'
import { createEvmSimulator } from '../simulators/evm/createEvmSimulator.js'
import { getEvmScenario } from '../simulators/evm/evmScenarios.js'
import type { Flags, RunningSimulator, SimulatorCommand } from './command.js'
import { toAddressOptions, toRunning } from './toRunning.js'

export const evmCommand: SimulatorCommand = {
  name: 'evm',
  title: 'EVM',
  port: 4550,
  subject: 'contract',
  scenario: 'happy',
  start: startEvm,
}

async function startEvm(flags: Flags): Promise<RunningSimulator> {
  const { scenario: name = evmCommand.scenario } = flags
  const simulator = createEvmSimulator({ seed: flags.seed })
  const story = name === 'none' ? undefined : simulator.start(getEvmScenario(name))
  const server = await startEvmServer({ ...toAddressOptions(flags, evmCommand.port), simulator })
  const control = `${server.url}${controlPath}`
  const banner = [
    'An Ethereum node is simulated here until you press Ctrl+C:',
    '',
    `  WebSocket  ${server.socketUrl}`,
    `  HTTP       ${server.apiUrl}`,
    `  control    ${control}`,
    '',
    'Point onwire to it:',
    '',
    `  evm({ chainId: 1, url: '${server.socketUrl}', rpcUrl: '${server.apiUrl}' })`,
    '',
    story
      ? `The contract ${story.address} plays ${story.scenario.name}.`
      : 'No contract has logs until one is started:',
    '',
    `  curl -d '{"scenario":"reorg-6"}' ${control}/stories`,
    `  curl -d '{"fault":"drop"}' ${control}/faults    # and "restore"`,
  ]
  return toRunning(banner, simulator, server)
}
