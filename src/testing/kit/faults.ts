/** The switches that every service has, as they stand. */
export interface ServiceFaultState<RestFault extends string> {
  readonly frozen: boolean
  readonly rest: RestFault | undefined
  /** Seconds, for `rate-limited`. */
  readonly retryAfterS: number
}

/** The faults that every service has. */
export interface ServiceFaults<Name extends string, State> {
  /** Throws the switch of this name, with its defaults. */
  apply(name: Name): void
  state(): State
}

export interface Switches<State> {
  state(): State
  /** Writes the fault down, and changes these switches. */
  change(fault: string, part?: Partial<State>): void
  /** Ends every fault of the sockets, and leaves REST's as they are. */
  restore(): void
}

/** The switches of one service. `note` writes a fault into the log; in the state `noFaults` everything works. */
export function createSwitches<State extends ServiceFaultState<string>>(
  noFaults: State,
  note: (fault: string) => void,
): Switches<State> {
  let state = noFaults
  const change = (fault: string, part: Partial<State> = {}): void => {
    state = { ...state, ...part }
    note(fault)
  }
  return {
    state: () => state,
    change,
    restore() {
      const { rest, retryAfterS } = state
      state = { ...noFaults, rest, retryAfterS }
      note('restore')
    },
  }
}
