'use client'

import { useContext } from 'react'
import { ReactPartContext, type TimelineRoot } from '../part/PartContext.js'
import { useTimelineRoot } from './useTimelineRoot.js'

export interface UseTimelineReturnType extends TimelineRoot {}

/**
 * Returns the timeline of the `StatusTimeline.Root` around a component, what that was given besides, and its state.
 *
 * @throws An `OnwireError`, `OUTSIDE_ITS_ROOT`, where there is no root around it.
 */
export function useTimeline(): UseTimelineReturnType {
  return useTimelineRoot('useTimeline', useContext(ReactPartContext))
}
