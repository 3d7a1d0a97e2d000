import type { Timeline } from '../../core/contract/timeline.js'
import type { Messages } from '../messages/messages.js'

/** Returns the one word for where a timeline stands: the badge shows it, and the live region says it. */
export function toStatusLabel({ phase, outcome }: Timeline, messages: Messages): string {
  return outcome && phase !== 'provisional' ? messages.outcomes[outcome] : messages.phases[phase]
}
