import type { TimelineStep } from '../../core/contract/timeline.js'

/** An item and its parts carry it for stylesheets and tools, as `data-step` and `data-state`. */
export interface ItemState {
  readonly step: string
  readonly state: TimelineStep['state']
}
