import type { LiveState } from '../../react/live/useEngineState.js'
import type { TopicConnection } from '../../react/live/useTopicConnection.js'
import type { Messages } from '../messages/messages.js'
import { toShortHash } from '../text/toShortHash.js'
import type { StatusTimelineRootProps } from './StatusTimelineRoot.js'

/** A timeline that is kept up to date, as its parts draw it. */
export interface LiveTimeline {
  /** Props for `StatusTimeline.Root`. */
  readonly rootProps: LiveTimelineRootProps
  /** False where nothing is known and nothing on its way: no badge is drawn. */
  readonly hasStatus: boolean
  /** True as long as news may come: the connection is told. */
  readonly isOpen: boolean
  /** A sentence for `StatusTimeline.Notice`; undefined where there is nothing to say. */
  readonly notice: string | undefined
  /** Tries again; undefined where the notice doesn't offer it. */
  readonly retry: (() => void) | undefined
}

/** A timeline's hook takes these besides an id, as the hook of its data does. */
export type FollowedParameter = 'protocolId' | 'enabled' | 'pollingIntervalMs' | 'priority' | 'onUpdate' | 'onSettled'

/** The hook hands these to the root. */
export interface LiveTimelineOptions extends Omit<
  StatusTimelineRootProps,
  'timeline' | 'connection' | 'isPending' | 'variant' | 'children'
> {}

export interface LiveTimelineRootProps extends StatusTimelineRootProps {
  readonly connection: TopicConnection
  readonly isPending: boolean
}

interface FollowedTopic {
  readonly id: string | undefined
  readonly enabled: boolean | undefined
}

/**
 * Derives all that is drawn from a hook's result. A hook that isn't enabled, or has no id, awaits nothing. `notice` is
 * said where the data are not stale.
 */
export function toLiveTimeline(
  { enabled, id }: FollowedTopic,
  result: LiveState<unknown>,
  messages: Messages,
  notice: string | undefined,
  rootProps: StatusTimelineRootProps,
): LiveTimeline {
  const { connection, data, error, refetch } = result
  const { isFinal } = rootProps.timeline
  // Its name stands before anything is known.
  const title = rootProps.title ?? (id && messages.transferName(toShortHash(id)))
  const isPending = Boolean(id) && enabled !== false && !data && !error
  const isStale = error && connection.transport !== 'socket' && !isFinal
  return {
    rootProps: { ...rootProps, title, connection, isPending },
    hasStatus: isPending || Boolean(data),
    isOpen: Boolean(id) && !isFinal,
    notice: isStale ? (data ? messages.stale : messages.failed(error)) : notice,
    retry: isStale && !error.isMistake ? () => void refetch() : undefined,
  }
}
