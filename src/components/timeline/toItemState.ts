import type { TimelineStep } from '../../core/contract/timeline.js'

/** What an item and its parts tell stylesheets and tools, as `data-step` and `data-state`. */
export type ItemState = { readonly step: string; readonly state: TimelineStep['state'] }

export function toItemState({ id, state }: TimelineStep): ItemState {
  return { step: id, state }
}
