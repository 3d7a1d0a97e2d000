'use client'

import { useMemo } from 'react'
import { type Intent, toIntentTimeline } from '../../protocols/fusion/index.js'
import { useIntent, type UseIntentParameters } from '../../react/fusion/useIntent.js'
import type { Messages } from '../messages/messages.js'
import { usePartContext } from '../part/PartContext.js'
import {
  type FollowedParameter,
  type LiveTimeline,
  type LiveTimelineOptions,
  toLiveTimeline,
} from '../timeline/toLiveTimeline.js'
import { toFusionMessages } from './fusionMessages.js'
import { toIntentMessages } from './toIntentMessages.js'

/** The hook hands all other props to the root. */
export interface UseIntentTimelineParameters
  extends Pick<UseIntentParameters, 'intentId' | FollowedParameter>, LiveTimelineOptions {}

export interface UseIntentTimelineReturnType extends LiveTimeline {
  /** For `IntentDetails`; undefined until something is known. */
  readonly intent: Intent | undefined
}

/** Follows a Fusion intent, and returns all that `IntentTimeline` draws: for the same, composed by hand. */
export function useIntentTimeline(parameters: UseIntentTimelineParameters): UseIntentTimelineReturnType {
  const { intentId, protocolId, enabled, pollingIntervalMs, priority, onUpdate, onSettled, ...rest } = parameters
  const { messages } = usePartContext(rest)
  const result = useIntent({ intentId, protocolId, enabled, pollingIntervalMs, priority, onUpdate, onSettled })
  const { data, isSettled } = result
  const timeline = useMemo(() => toIntentTimeline(data, { isSettled }), [data, isSettled])
  const words = useMemo(() => toIntentMessages(messages, timeline), [messages, timeline])
  const notice = toNotice(data?.status, messages) || undefined
  const rootProps = { ...rest, timeline, messages: { ...rest.messages, ...words } }
  return { ...toLiveTimeline({ id: intentId, enabled }, result, messages, notice, rootProps), intent: data }
}

/** Returns a sentence about an intent that the service doesn't have. */
function toNotice(status: string | undefined, messages: Messages): string | undefined {
  const { dropped, notFound } = toFusionMessages(messages)
  if (status === 'not_found') return notFound
  if (status === 'removed') return dropped
  return status === 'unknown' ? messages.unknown : undefined
}
