import type { Flags, RunningSimulator } from './command.js'

/** Where a simulator is served: at its own port, or at another one where nobody asked for that. */
export function toAddressOptions({ host, port }: Flags, defaultPort: number) {
  return { host, port: port ?? defaultPort, stepOver: port === undefined }
}

/** Joins the banner of a served simulator and its end. */
export function toRunning(
  banner: readonly string[],
  simulator: { stop(): void },
  server: { close(): Promise<void> },
): RunningSimulator {
  return {
    banner: banner.join('\n'),
    async close() {
      simulator.stop()
      await server.close()
    },
  }
}
