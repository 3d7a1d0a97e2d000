import type { TimelineStep } from '../../core/timeline.js'
import type { Messages } from '../messages/messages.js'

/** The step's words, or its id made readable where the messages have none. */
export function toStepTitle({ id, state }: TimelineStep, messages: Messages): string {
  const title = messages.titles[id]
  if (typeof title === 'object') return title[state] ?? (state === 'warning' ? title.error : undefined) ?? title.default
  return title ?? id.charAt(0).toUpperCase() + id.slice(1).replace(/[-_]/g, ' ')
}
