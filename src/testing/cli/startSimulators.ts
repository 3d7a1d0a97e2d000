import { SimulatorError } from '../kit/simulatorError.js'
import type { Flags, RunningSimulator } from './command.js'

/**
 * Starts the simulators one after the other: each on its own port, or on successive ones from `--port` on.
 * All or none; but of several, one whose optional package isn't installed is left out, and said.
 */
export async function startSimulators(flags: Flags): Promise<RunningSimulator> {
  const { port: first, simulators } = flags
  const running: RunningSimulator[] = []
  const leftOut: string[] = []
  const close = async (): Promise<void> => {
    await Promise.all(running.map((simulator) => simulator.close()))
  }
  try {
    for (const [index, { start, title }] of simulators.entries()) {
      const port = first === undefined || first === 0 ? first : first + index
      try {
        running.push(await start({ ...flags, port }))
      } catch (error) {
        const isLeftOut = error instanceof SimulatorError && error.code === 'NO_SOCKET_IO' && simulators.length > 1
        if (!isLeftOut) throw error
        leftOut.push(`${title} is left out. ${error.message}`)
      }
    }
  } catch (error) {
    await close()
    throw error
  }
  return { banner: [...running.map(({ banner }) => banner), ...leftOut].join('\n\n'), close }
}
