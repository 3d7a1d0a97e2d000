import { SimulatorError } from '../kit/simulatorError.js'
import type { SimulatorCommand } from './command.js'
import { readFlags } from './flags.js'
import { toHelpText } from './help.js'
import { startSimulators } from './startSimulators.js'

/** The command line's process, so that a test can stand in for it. */
export interface CliHost {
  print(text: string): void
  printError(text: string): void
  /** Settles when the user wants to stop. */
  untilStopped(): Promise<void>
}

/**
 * Runs `onwire …` with the services that it can start.
 * Returns its exit code: 0 for success, 1 for a failure, 2 for arguments that it can't read.
 */
export async function runCli(
  services: readonly SimulatorCommand[],
  args: readonly string[],
  host: CliHost,
): Promise<0 | 1 | 2> {
  const commands = [...services].sort((a, b) => a.port - b.port)
  try {
    const flags = readFlags(args, commands)
    if (flags.help) {
      host.print(toHelpText(commands))
      return 0
    }
    const running = await startSimulators(flags)
    host.print(running.banner)
    await host.untilStopped()
    await running.close()
    host.print('The simulator has stopped.')
    return 0
  } catch (error) {
    if (!(error instanceof SimulatorError)) throw error
    host.printError(`onwire: ${error.message}`)
    return error.code === 'BAD_USAGE' || error.code === 'NO_SUCH_SCENARIO' ? 2 : 1
  }
}
