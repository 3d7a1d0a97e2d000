import type { RelayFaultName, RelayFaultState } from 'onwire/testing'

/** A button that throws one of the simulator's switches. */
export interface FaultButton {
  readonly fault: RelayFaultName
  readonly label: string
  readonly hint: string
  /** Absent where it happens once, and nothing stays. */
  readonly isOn?: (state: RelayFaultState) => boolean
}

export interface FaultButtonSet {
  readonly buttons: readonly FaultButton[]
  readonly restore: FaultButton
}

export const socketFaults: FaultButtonSet = {
  buttons: [
    {
      fault: 'drop',
      label: 'Drop',
      hint: 'Cuts every socket, and admits no new one',
      isOn: ({ admission }) => admission === 'unreachable',
    },
    {
      fault: 'freeze',
      label: 'Freeze',
      hint: 'Sockets stay open, and say nothing more',
      isOn: ({ frozen }) => frozen,
    },
    {
      fault: 'refuse-key',
      label: 'Refuse key',
      hint: 'Answers every socket with an error, and closes it',
      isOn: ({ admission }) => admission === 'refuse-key',
    },
    {
      fault: 'refuse-upgrade',
      label: 'Refuse upgrade',
      hint: 'Answers 401 before a socket opens',
      isOn: ({ admission }) => admission === 'refuse-upgrade',
    },
    { fault: 'kick', label: 'Kick', hint: 'Closes every socket once, like a rolling restart' },
  ],
  restore: {
    fault: 'restore',
    label: 'Restore socket',
    hint: 'Ends every fault of the socket',
    isOn: ({ admission, frozen, silence }) => admission !== 'open' || frozen || silence !== undefined,
  },
}

export const restFaults: FaultButtonSet = {
  buttons: [
    { fault: 'rest-down', label: 'Break REST', hint: 'Cuts every request', isOn: ({ rest }) => rest === 'down' },
    {
      fault: 'rate-limited',
      label: '429',
      hint: 'Answers: too many requests',
      isOn: ({ rest }) => rest === 'rate-limited',
    },
    { fault: 'rest-hang', label: 'Hang', hint: 'Never answers', isOn: ({ rest }) => rest === 'hang' },
  ],
  restore: {
    fault: 'restore-rest',
    label: 'Restore REST',
    hint: 'REST answers again',
    isOn: ({ rest }) => rest !== undefined,
  },
}
