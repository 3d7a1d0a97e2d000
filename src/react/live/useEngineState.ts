'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import type { Engine } from '../../core/engine/engine.js'
import type { Topic } from '../../core/contract/topic.js'
import type { Priority } from '../../core/topic/liveTopicContract.js'
import type { TopicCallbacks } from '../../core/engine/topicCallbacks.js'
import type { LiveError } from './liveError.js'
import type { LiveQueryOverrides } from './liveQueryOptions.js'
import { useLiveQuery } from './useLiveQuery.js'
import { useTopicCallbacks } from './useTopicCallbacks.js'
import { useTopicHandle } from './useTopicHandle.js'
import { toTopicConnection, useTopicFields, type TopicConnection, type TopicFields } from './useTopicConnection.js'
import { type FieldNames, toTracked, type ReadField } from './useTracked.js'

export interface LiveStateOptions<T extends Topic, Data, Selected> extends TopicCallbacks<Data> {
  /** Follows the topic; true by default. */
  readonly enabled?: boolean | undefined
  /** How often to poll at first while the socket is down, in ms; the client's by default. */
  readonly pollingIntervalMs?: number | undefined
  /**
   * `'low'` for what is out of view: others are asked for first where the budget doesn't allow all at once.
   * `'high'` by default, and where one of several readers of a topic says so.
   */
  readonly priority?: Priority | undefined
  /** Options of TanStack Query that the hand-over doesn't depend on. */
  readonly query?: LiveQueryOverrides<T, Data, Selected> | undefined
}

interface LiveFields {
  readonly isFetching: boolean
  /** When `data` was last written, in unix ms. */
  readonly dataUpdatedAt: number
  readonly refetch: UseQueryResult<unknown, LiveError>['refetch']
  readonly connection: TopicConnection
}

interface PendingFields extends LiveFields {
  readonly error: null
  readonly status: 'pending'
  readonly isPending: true
  readonly isError: false
  readonly isSuccess: false
}

interface ErrorFields extends LiveFields {
  /** Why the last request failed; the next one that succeeds, and every push, clears it. */
  readonly error: LiveError
  readonly status: 'error'
  readonly isPending: false
  readonly isError: true
  readonly isSuccess: false
}

interface SuccessFields extends LiveFields {
  readonly error: null
  readonly status: 'success'
  readonly isPending: false
  readonly isError: false
  readonly isSuccess: true
}

/** The fields that a state and a feed share. `status`, `isPending`, `isError` and `isSuccess` narrow `error`. */
export type LiveQueryState = PendingFields | ErrorFields | SuccessFields

/** The fields of a state beside the query's: `data` is narrowed by `status`, `isPending`, `isError` and `isSuccess`. */
interface StateFields<Data> {
  /** The newest that is known. It stays through errors. */
  readonly data: Data
  /** True when the end has been reached. What the service says late all the same still replaces `data`. */
  readonly isSettled: boolean
}

/**
 * The query's result and how it is kept up to date: a union, as TanStack Query's is.
 *
 * Its fields are tracked: a component renders again only for those that it reads. A rest, a spread and
 * `JSON.stringify` read all of them.
 */
export type LiveState<Selected> =
  | (PendingFields & StateFields<undefined>)
  | (ErrorFields & StateFields<Selected | undefined>)
  | (SuccessFields & StateFields<Selected>)

/** Follows one topic; an undefined one disables it. The hooks of the protocols are made of this one. */
export function useEngineState<T extends Topic, Data, Selected = Data>(
  engine: Engine<T, Data>,
  topic: T | undefined,
  options: LiveStateOptions<T, Data, Selected>,
): LiveState<NoInfer<Selected>> {
  const { enabled = true, onSettled, onUpdate, pollingIntervalMs, priority, query } = options
  const handle = useTopicHandle(engine, enabled ? topic : undefined)
  const result = useLiveQuery(engine, { topic, enabled, pollingIntervalMs, priority, query })
  const read = useTopicFields(engine, handle)
  useTopicCallbacks(handle, { onSettled, onUpdate })
  return toLiveState(result, read, toTopicConnection(engine, read))
}

/** The fields of TanStack's result that a state and a feed share. */
export const queryFields: FieldNames<Exclude<keyof LiveQueryState, 'connection'>> = {
  error: undefined,
  status: undefined,
  isPending: undefined,
  isError: undefined,
  isSuccess: undefined,
  isFetching: undefined,
  dataUpdatedAt: undefined,
  refetch: undefined,
}

const stateFields = /* @__PURE__ */ Object.assign({ data: undefined }, queryFields)

/** The fields of the query's own tracked result, with two things more. */
function toLiveState<Selected>(
  result: UseQueryResult<Selected, LiveError>,
  read: ReadField<TopicFields>,
  connection: TopicConnection,
): LiveState<Selected> {
  // A result that nobody reads tells of every change: one field that never changes is read always.
  void result.refetch
  const own = {
    connection,
    get isSettled() {
      return read('isSettled')
    },
  }
  return toTracked<LiveState<Selected>, keyof typeof stateFields>(own, stateFields, (name) => result[name])
}
