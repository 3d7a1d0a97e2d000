import type { LiveError, LiveFeed, LiveState, UseLiveFeedReturnType, UseLiveStateReturnType } from 'onwire'
import type { LogEvent, UseLogEventsReturnType } from 'onwire/covalent'
import type {
  Intent,
  MempoolStatsData,
  UseIntentReturnType,
  UseIntentsReturnType,
  UseMempoolStatsReturnType,
} from 'onwire/fusion'
import type { RelayStatus, UseRelayStatusReturnType } from 'onwire/relay'
import type { UseWebhooksReturnType } from 'onwire/webhook-relay'
import { expectTypeOf, test } from 'vitest'

declare const status: UseRelayStatusReturnType
declare const feed: UseLogEventsReturnType

/** The member of a union whose field has that value. */
type When<Result, Field extends keyof Result, Value> = Extract<Result, Readonly<Record<Field, Value>>>

test('A result that is taken apart narrows by `isPending`, then by `isError`', () => {
  const narrow = () => {
    const { data, error, isError, isPending } = status
    if (isPending) return expectTypeOf(data).toEqualTypeOf<undefined>()
    if (isError) {
      expectTypeOf(error).toEqualTypeOf<LiveError>()
      return expectTypeOf(data).toEqualTypeOf<RelayStatus | undefined>()
    }
    expectTypeOf(error).toEqualTypeOf<null>()
    return expectTypeOf(data).toEqualTypeOf<RelayStatus>()
  }
  expectTypeOf(narrow).toBeFunction()
})

test('A result narrows by `isSuccess` and by `status`, and its rest says the same', () => {
  const narrow = () => {
    if (status.isSuccess) expectTypeOf(status.data).toEqualTypeOf<RelayStatus>()
    if (status.status === 'error') expectTypeOf(status.error).toEqualTypeOf<LiveError>()
    const { connection, ...rest } = status
    expectTypeOf(connection.isStale).toEqualTypeOf<boolean>()
    expectTypeOf(rest.isSettled).toEqualTypeOf<boolean>()
  }
  expectTypeOf(narrow).toBeFunction()
})

test('A feed narrows its error, and has its items whatever the query says', () => {
  const narrow = () => {
    const { error, isError, items } = feed
    expectTypeOf(items).toEqualTypeOf<readonly LogEvent[]>()
    if (isError) expectTypeOf(error).toEqualTypeOf<LiveError>()
    else expectTypeOf(error).toEqualTypeOf<null>()
  }
  expectTypeOf(narrow).toBeFunction()
})

test('Each hook’s type is such a union', () => {
  expectTypeOf<When<UseIntentReturnType, 'isSuccess', true>['data']>().toEqualTypeOf<Intent>()
  expectTypeOf<When<UseIntentReturnType<string>, 'isPending', true>['data']>().toEqualTypeOf<undefined>()
  expectTypeOf<When<UseMempoolStatsReturnType, 'isSuccess', true>['data']>().toEqualTypeOf<MempoolStatsData>()
  expectTypeOf<When<UseLiveStateReturnType<number>, 'isSuccess', true>['data']>().toEqualTypeOf<number>()
  expectTypeOf<When<LiveState<number>, 'isError', true>['data']>().toEqualTypeOf<number | undefined>()
  expectTypeOf<When<LiveFeed<number>, 'isError', true>['error']>().toEqualTypeOf<LiveError>()
  expectTypeOf<When<UseLiveFeedReturnType<number>, 'isError', true>['error']>().toEqualTypeOf<LiveError>()
  expectTypeOf<When<UseIntentsReturnType, 'isPending', true>['error']>().toEqualTypeOf<null>()
  expectTypeOf<When<UseWebhooksReturnType, 'isPending', true>['error']>().toEqualTypeOf<null>()
})
