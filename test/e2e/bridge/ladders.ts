/** A request's way: each status, and how the timeline shows it: its phase and outcome, then the state of each step. */
export type Ladder = Readonly<Record<string, string>>

export const nothingYet = 'unknown - upcoming upcoming upcoming upcoming'

export const toSuccess: Ladder = {
  waiting: 'waiting - current upcoming upcoming upcoming',
  pending: 'processing - complete current upcoming upcoming',
  submitted: 'processing - complete complete current upcoming',
  success: 'settled success complete complete complete complete',
}

/** Relay says `failure` first, and that is not yet the end. */
export const toRefund: Ladder = {
  waiting: 'waiting - current upcoming upcoming upcoming',
  pending: 'processing - complete current upcoming upcoming',
  failure: 'provisional failure complete warning current',
  refund: 'settled refund complete error complete',
}
