import type { Timeline } from '../../core/contract/timeline.js'
import { getOwn } from '../../core/utils/getOwn.js'
import type { Messages, PartialMessages, StepTitle } from '../messages/messages.js'
import { toFusionMessages, toStatusText } from './fusionMessages.js'

/** English, by the step's id; `messages.titles` come before them. */
export const intentTitles: Readonly<Record<string, StepTitle>> = {
  proofs: { default: 'Proofs', current: 'Verifying proofs', complete: 'Proofs verified', error: 'Proofs failed' },
  matched: { default: 'Solver', current: 'Looking for a solver', complete: 'Solver found', error: 'No solver' },
  'source-lock': {
    default: 'Source lock',
    current: 'Locking your funds',
    complete: 'Funds locked',
    error: 'Source lock failed',
  },
  executing: { default: 'Execution', current: 'Executing', complete: 'Executed', error: 'Execution failed' },
  completed: { default: 'Completion', complete: 'Completed' },
}

/** The words of an intent's timeline: for `StatusTimeline.Root`, where you build your own. */
export function toIntentMessages(
  messages: Messages,
  { protocolStatus = 'unknown' }: Pick<Timeline, 'protocolStatus'>,
): PartialMessages {
  const words = toFusionMessages(messages)
  const known = getOwn(words.descriptions, protocolStatus)
  return {
    titles: { ...intentTitles, ...messages.titles },
    statuses: { [protocolStatus]: known || toStatusText(protocolStatus, words) },
  }
}
