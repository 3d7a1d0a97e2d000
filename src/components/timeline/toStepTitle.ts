import type { TimelineStep } from '../../core/contract/timeline.js'
import { getOwn } from '../../core/utils/getOwn.js'
import type { Messages } from '../messages/messages.js'
import { toReadable } from '../text/toReadable.js'

/** Returns the step's words, or its id made readable where the messages have none. */
export function toStepTitle({ id, state }: TimelineStep, { titles }: Messages): string {
  const title = getOwn(titles, id) ?? toReadable(id)
  if (typeof title === 'string') return title
  return title[state] ?? title[state === 'warning' ? 'error' : 'default'] ?? title.default
}
