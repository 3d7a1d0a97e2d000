export interface Flags {
  readonly help: boolean
  readonly simulator: SimulatorCommand
  readonly port: number | undefined
  readonly host: string
  readonly seed: number
  /** A scenario's name, or `none`; undefined for the simulator's own default. */
  readonly scenario: string | undefined
  readonly readyDelayMs: number
  /** Relay's webhooks are posted there; undefined for nowhere. */
  readonly webhookUrl: string | undefined
  /** The secret that signs them. */
  readonly webhookKey: string | undefined
}

export interface RunningSimulator {
  /** Printed for the user: the URLs, and how to use them. */
  readonly banner: string
  close(): Promise<void>
}

export interface SimulatorCommand {
  readonly start: (flags: Flags) => Promise<RunningSimulator>
}
