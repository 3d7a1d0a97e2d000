import type { Messages } from './messages.js'

/** English. */
export const defaultMessages: Messages = {
  steps: 'Progress',
  phases: {
    unknown: 'Not found yet',
    waiting: 'Waiting for deposit',
    processing: 'In progress',
    provisional: 'Failed, refund possible',
    settled: 'Ended',
  },
  outcomes: { success: 'Completed', failure: 'Failed', refund: 'Refunded', cancelled: 'Cancelled' },
  announcement: (label) => label,
  states: {
    upcoming: 'Not started',
    current: 'In progress',
    complete: 'Done',
    warning: 'Needs attention',
    error: 'Failed',
    skipped: 'Skipped',
  },
  titles: {
    deposit: { default: 'Deposit', current: 'Waiting for your deposit', complete: 'Deposit received' },
    fill: {
      default: 'Delivery',
      current: 'On its way',
      complete: 'Delivered',
      warning: 'Delivery failed',
      error: 'Delivery failed',
    },
    refund: { default: 'Refund', complete: 'Refunded' },
  },
  statuses: {
    waiting: 'It starts once your deposit is confirmed.',
    depositing: 'Your deposit is in, and the delivery comes next.',
    pending: 'Your deposit is confirmed, and the delivery is being prepared.',
    submitted: 'Sent on the destination chain, waiting for its confirmation.',
    delayed: 'This takes longer than usual, and is still being worked on.',
    failure: 'Looking out for a refund.',
  },
  connection: {
    live: 'Live',
    connecting: 'Connecting…',
    polling: 'Polling',
    reconnecting: 'Reconnecting…',
    refused: 'Connection refused',
    unreachable: 'Refused or unreachable',
    offline: 'Offline',
    idle: 'Not connected',
  },
  reconnect: 'Reconnect',
  transaction: (shortHash) => `Transaction ${shortHash}`,
  loading: 'Loading…',
  failed: () => 'The status could not be loaded.',
  retry: 'Try again',
  unknown: 'There is no news of it yet. It shows up here by itself.',
}
