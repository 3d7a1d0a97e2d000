import type { JSX } from 'react'
import type { TimelineStep } from '../../core/contract/timeline.js'
import { createPart, type OwnProps, type PartOptions } from '../part/createPart.js'
import type { PartContext } from '../part/PartContext.js'
import { need } from './need.js'
import { type ItemState, toItemState } from './toItemState.js'

/**
 * A part of a `StatusTimeline.Item` that carries its step's state: `'Title'` is `StatusTimeline.Title`, and `ow-title`.
 * Where it has no attributes it isn't drawn.
 */
export function createItemPart<Element extends keyof JSX.IntrinsicElements, Props extends PartOptions<ItemState>>(
  part: string,
  tag: Element,
  toAttributes: (props: OwnProps<Props>, step: TimelineStep, around: PartContext) => object | undefined,
) {
  return createPart<Element, ItemState, Props>(
    `StatusTimeline.${part}`,
    part.toLowerCase(),
    tag,
    (props, around, name) => {
      const step = need(around.step, 'Item step', name)
      const attributes = toAttributes(props, step, around)
      return attributes && { state: toItemState(step), attributes }
    },
  )
}
