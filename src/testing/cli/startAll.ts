import { SimulatorError } from '../kit/simulatorError.js'
import type { Flags, RunningSimulator, SimulatorCommand } from './command.js'

/**
 * Starts them one after the other: each on its own port, or on successive ones from `--port` on.
 * All or none, except that one whose optional package isn't installed is left out, and said.
 */
export async function startAll(commands: readonly SimulatorCommand[], flags: Flags): Promise<RunningSimulator> {
  const running: RunningSimulator[] = []
  const leftOut: string[] = []
  const close = async (): Promise<void> => {
    await Promise.all(running.map((simulator) => simulator.close()))
  }
  try {
    for (const [index, command] of commands.entries()) {
      const port = flags.port === undefined || flags.port === 0 ? flags.port : flags.port + index
      try {
        running.push(await command.start({ ...flags, port }))
      } catch (error) {
        if (!(error instanceof SimulatorError) || error.code !== 'NO_SOCKET_IO') throw error
        leftOut.push(`Fusion is left out. ${error.message}`)
      }
    }
  } catch (error) {
    await close()
    throw error
  }
  return { banner: [...running.map(({ banner }) => banner), ...leftOut].join('\n\n'), close }
}
