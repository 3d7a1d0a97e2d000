import { SimulatorError } from '../kit/simulatorError.js'
import { readFlags } from './flags.js'
import { helpText } from './help.js'
import { simulators } from './simulators.js'

/** The command line's process, so that a test can stand in for it. */
export interface CliHost {
  print(text: string): void
  printError(text: string): void
  /** Settles when the user wants to stop. */
  untilStopped(): Promise<void>
}

/** Runs `onwire …`. Returns its exit code: 0 for success, 1 for a failure, 2 for arguments that it can't read. */
export async function runCli(args: readonly string[], host: CliHost): Promise<0 | 1 | 2> {
  try {
    const flags = readFlags(args, simulators)
    if (flags.help) {
      host.print(helpText)
      return 0
    }
    const running = await flags.simulator.start(flags)
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
