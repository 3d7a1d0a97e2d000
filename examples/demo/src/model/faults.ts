/** The switches of a simulator as they stand: what all of them have. */
export interface FaultState {
  /** All but Webhook Relay's. */
  readonly admission?: string
  /** Webhook Relay's. */
  readonly unreachable?: boolean
  readonly unauthorized?: boolean
  readonly frozen: boolean
  /** Relay's and Covalent's. */
  readonly silence?: string | undefined
  /** Fusion's. */
  readonly silent?: boolean
  readonly rest?: string | undefined
}

/** A button that throws one of the simulator's switches. */
export interface FaultButton<Name extends string = string, State = FaultState> {
  readonly fault: Name
  readonly label: string
  readonly hint: string
  /** Absent where it happens once, and nothing stays. */
  readonly isOn?: (state: State) => boolean
}

export interface FaultButtonSet<Name extends string = string, State = FaultState> {
  readonly buttons: readonly FaultButton<Name, State>[]
  readonly restore: FaultButton<Name, State>
}

export const drop = {
  fault: 'drop',
  label: 'Drop',
  hint: 'Cuts every socket, and admits no new one',
  isOn: ({ admission }) => admission === 'unreachable',
} as const satisfies FaultButton

export const freeze = {
  fault: 'freeze',
  label: 'Freeze',
  hint: 'Sockets stay open, and say nothing more',
  isOn: ({ frozen }) => frozen,
} as const satisfies FaultButton

export const refuseKey = {
  fault: 'refuse-key',
  label: 'Refuse key',
  hint: 'Answers every socket with an error, and closes it',
  isOn: ({ admission }) => admission === 'refuse-key',
} as const satisfies FaultButton

export const refuseUpgrade = {
  fault: 'refuse-upgrade',
  label: 'Refuse upgrade',
  hint: 'Refuses sockets before they open',
  isOn: ({ admission }) => admission === 'refuse-upgrade',
} as const satisfies FaultButton

export const kick = {
  fault: 'kick',
  label: 'Kick',
  hint: 'Closes every socket once, like a rolling restart',
} as const satisfies FaultButton

export const restore = {
  fault: 'restore',
  label: 'Restore socket',
  hint: 'Ends every fault of the socket',
  isOn: ({ admission = 'open', frozen, silence, silent, unauthorized, unreachable }) =>
    admission !== 'open' || frozen || [silent, unauthorized, unreachable].includes(true) || silence !== undefined,
} as const satisfies FaultButton

export const restDown = {
  fault: 'rest-down',
  label: 'Break REST',
  hint: 'Cuts every request',
  isOn: ({ rest }) => rest === 'down',
} as const satisfies FaultButton

export const rateLimited = {
  fault: 'rate-limited',
  label: '429',
  hint: 'Answers: too many requests',
  isOn: ({ rest }) => rest === 'rate-limited',
} as const satisfies FaultButton

export const restHang = {
  fault: 'rest-hang',
  label: 'Hang',
  hint: 'Never answers',
  isOn: ({ rest }) => rest === 'hang',
} as const satisfies FaultButton

export const restoreRest = {
  fault: 'restore-rest',
  label: 'Restore REST',
  hint: 'REST answers again',
  isOn: ({ rest }) => rest !== undefined,
} as const satisfies FaultButton
