export interface Flags {
  readonly help: boolean
  /** The ones to start. */
  readonly simulators: readonly SimulatorCommand[]
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

/** One service that `onwire simulate` can start. */
export interface SimulatorCommand {
  /** As the user writes it: `webhook-relay`. */
  readonly name: string
  /** As a sentence calls the service: `Webhook Relay`. */
  readonly title: string
  /** The port where `--port` names none. Each service has its own; commands are listed in their order. */
  readonly port: number
  /** The kind of thing that plays `scenario` although nobody started it: `request id`. */
  readonly subject: string
  /** The scenario where `--scenario` names none. */
  readonly scenario: string
  readonly start: (flags: Flags) => Promise<RunningSimulator>
}
