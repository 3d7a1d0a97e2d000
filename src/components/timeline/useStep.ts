'use client'

import { useContext } from 'react'
import { ReactPartContext, type TimelineItem } from '../part/PartContext.js'
import { useTimelineItem } from './useTimelineItem.js'

export interface UseStepReturnType extends TimelineItem {}

/**
 * Returns the step of the `StatusTimeline.Item` around a component, and its state.
 *
 * @throws An `OnwireError`, `OUTSIDE_ITS_ROOT`, where there is no item around it.
 */
export function useStep(): UseStepReturnType {
  return useTimelineItem('useStep', useContext(ReactPartContext))
}
