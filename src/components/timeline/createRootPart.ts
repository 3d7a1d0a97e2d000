import type { JSX } from 'react'
import type { Timeline } from '../../core/contract/timeline.js'
import { createPart, type OwnProps, type PartOptions } from '../part/createPart.js'
import type { PartContext } from '../part/PartContext.js'
import { type TimelineState, toTimelineState } from '../status/toTimelineState.js'
import { need } from './need.js'

/** A part of a `StatusTimeline.Root` that carries the timeline's state: `'List'` is `StatusTimeline.List`, and `ow-list`. */
export function createRootPart<Element extends keyof JSX.IntrinsicElements, Props extends PartOptions<TimelineState>>(
  part: string,
  tag: Element,
  toAttributes: (props: OwnProps<Props>, timeline: Timeline, around: PartContext) => object,
) {
  return createPart<Element, TimelineState, Props>(
    `StatusTimeline.${part}`,
    part.toLowerCase(),
    tag,
    (props, around, name) => {
      const { timeline } = need(around.root, 'Root timeline', name)
      return { state: toTimelineState(timeline), attributes: toAttributes(props, timeline, around) }
    },
  )
}
