import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ManualClock } from 'onwire/testing'
import { createRequestBudget, notNeeded } from '../../../src/core/topic/requestBudget.js'
import { OnwireError, RateLimitedError } from '../../../src/core/contract/errors.js'
import { createTestEnvironment } from '../../support/environment.js'
import { checkProperty } from '../../support/property.js'

interface Ask {
  readonly name: string
  readonly since?: () => number
  readonly isNeedless?: () => boolean
  readonly isRoutine?: () => boolean
  readonly run?: (signal: AbortSignal) => Promise<string>
}

interface Options {
  readonly requestsPerMinute?: number
  readonly requestBurst?: number
  readonly isServer?: boolean
}

function start({ isServer = false, requestBurst, requestsPerMinute }: Options = {}) {
  const { clock, environment, timers } = createTestEnvironment()
  const started: { readonly name: string; readonly at: number }[] = []
  const reports: string[] = []
  const ended: string[] = []
  const endpoint = createRequestBudget(
    { id: 'test', ...(requestsPerMinute && { requestsPerMinute }), ...(requestBurst && { requestBurst }) },
    { clock: environment.clock, isServer },
    (code, message) => reports.push(`${code} ${message}`),
  )
  const startedAt = clock.now()
  let underWay = 0
  let most = 0
  const ask = ({
    isNeedless = () => false,
    isRoutine = () => false,
    name,
    run = async () => name,
    since = () => -Infinity,
  }: Ask) => {
    const request = endpoint.request({
      since,
      isNotNeeded: isNeedless,
      isRoutine,
      run(signal) {
        started.push({ name, at: clock.now() - startedAt })
        underWay += 1
        most = Math.max(most, underWay)
        const leave = () => void (underWay -= 1)
        signal.addEventListener('abort', leave)
        return run(signal).finally(() => signal.aborted || leave())
      },
    })
    return request.then(
      (answer) => ended.push(`${name} ${answer}`),
      (error: unknown) => ended.push(`${name} ${error instanceof OnwireError ? error.code : String(error)}`),
    )
  }
  return {
    ask,
    clock,
    ended,
    endpoint,
    mostUnderWay: () => most,
    names: () => started.map(({ name }) => name),
    reports,
    started,
    timers,
  }
}

const forEver = () => new Promise<string>(() => {})
const answerIn = (clock: ManualClock, ms: number) => () =>
  new Promise<string>((resolve) => clock.setTimeout(() => resolve('answered'), ms))
const limited = (retryAfterMs: number) => () => Promise.reject(new RateLimitedError({ protocol: 'test', retryAfterMs }))

test('A queue of thousands is not looked through for each request that ends', async () => {
  const { ask, clock, names } = start({ requestsPerMinute: 1_000_000 })
  let looks = 0
  const count = 2_000
  const all = Array.from({ length: count }, (_, index) =>
    ask({
      name: `${index}`,
      run: answerIn(clock, 1),
      since() {
        looks += 1
        return -index
      },
    }),
  )
  await clock.advanceAsync(1_000)
  await Promise.all(all)
  const [first, second, third, fourth, ...others] = names()
  expect([first, second, third, fourth]).toEqual(['0', '1', '2', '3'])
  expect(others).toEqual(Array.from({ length: count - 4 }, (_, index) => `${count - 1 - index}`))
  expect(looks).toBeLessThan(10 * count)
})

test('A request starts at once and answers', async () => {
  const { ask, clock, ended, names, timers } = start()
  void ask({ name: 'a' })
  expect(names()).toEqual(['a'])
  await clock.advanceAsync(0)
  expect([ended, timers()]).toEqual([['a a'], 0])
})

describe('The budget', () => {
  test('gives all that a minute has at its beginning, and the next as the first leave the minute', async () => {
    const { ask, clock, started } = start()
    for (let index = 0; index < 200; index += 1) void ask({ name: String(index), run: answerIn(clock, 100) })
    await clock.advanceAsync(59_999)
    expect([started.length, started[179]?.at]).toEqual([180, 4_400])
    await clock.advanceAsync(1)
    expect([started.length, started[180]?.at]).toEqual([184, 60_000])
    await clock.advanceAsync(1_000)
    expect(started).toHaveLength(200)
  })

  test('lets a burst that a service names through, and then one at a time', async () => {
    const { ask, clock, started } = start({ requestsPerMinute: 120, requestBurst: 2 })
    for (let index = 0; index < 6; index += 1) void ask({ name: '' })
    await clock.advanceAsync(3_000)
    expect(started.map(({ at }) => at)).toEqual([0, 0, 500, 1_000, 1_500, 2_000])
  })

  test('lets routine polls start evenly once there are many, and whatever may be missing at once', async () => {
    const { ask, clock, started } = start({ requestsPerMinute: 60 })
    for (let index = 0; index < 25; index += 1) void ask({ name: 'routine', isRoutine: () => true })
    await clock.advanceAsync(3_500)
    expect(started.map(({ at }) => at)).toEqual([...Array.from({ length: 20 }, () => 0), 1_000, 2_000, 3_000])
    for (let index = 0; index < 10; index += 1) void ask({ name: 'missing' })
    await clock.advanceAsync(0)
    expect(started.slice(23).map(({ at, name }) => `${name} ${at}`)).toEqual(
      Array.from({ length: 10 }, () => 'missing 3500'),
    )
    await clock.advanceAsync(15_000)
    expect(started).toHaveLength(35)
  })

  test('starts no more than it allows in any minute, and has four under way at most, whatever is asked when', async () => {
    const load = fc.array(fc.record({ waitMs: fc.nat(20_000), count: fc.integer({ min: 1, max: 300 }) }), {
      minLength: 1,
      maxLength: 12,
    })
    const limits = fc.constantFrom(1, 2, 7, 60, 180)
    const answers = fc.constantFrom(0, 30, 400, 3_000, 20_000)
    await checkProperty(
      fc.asyncProperty(load, limits, answers, fc.boolean(), async (waves, perMinute, answerMs, hasRoutine) => {
        const { ask, clock, endpoint, mostUnderWay, started } = start({ requestsPerMinute: perMinute })
        const run = answerMs > 0 ? answerIn(clock, answerMs) : undefined
        for (const { count, waitMs } of waves) {
          await clock.advanceAsync(waitMs)
          for (let index = 0; index < count; index += 1)
            void ask({ name: '', ...(run && { run }), isRoutine: () => hasRoutine && index % 2 === 0 })
        }
        await clock.advanceAsync(120_000)
        endpoint.close()
        const windows = started.flatMap(({ at }, index) => (started[index + perMinute]?.at ?? Infinity) - at)
        expect(Math.min(...windows)).toBeGreaterThanOrEqual(60_000 - 1e-6)
        expect(mostUnderWay()).toBeLessThanOrEqual(4)
      }),
    )
  })

  test('goes to the topic that was last asked for longest ago', async () => {
    const { ask, clock, names } = start({ requestsPerMinute: 1 })
    void ask({ name: 'first', since: () => 9 })
    for (const [name, since] of Object.entries({ new: 5, old: 3, never: -Infinity, older: 2, alsoOld: 3 }))
      void ask({ name, since: () => since })
    await clock.advanceAsync(300_000)
    expect(names()).toEqual(['first', 'never', 'older', 'old', 'alsoOld', 'new'])
  })

  test('looks at the order again whenever a turn is free', async () => {
    const { ask, clock, names } = start({ requestsPerMinute: 1 })
    let since = 1
    void ask({ name: 'first' })
    void ask({ name: 'changed', since: () => since })
    void ask({ name: 'other', since: () => 2 })
    since = 3
    await clock.advanceAsync(120_000)
    expect(names()).toEqual(['first', 'other', 'changed'])
  })

  test('is not spent on what needs no request any more', async () => {
    const { ask, clock, ended, names, timers } = start({ requestsPerMinute: 1 })
    let isNeeded = true
    void ask({ name: 'first' })
    for (const name of ['a', 'b', 'c']) void ask({ name, isNeedless: () => !isNeeded })
    void ask({ name: 'last', since: () => 1 })
    await clock.advanceAsync(0)
    isNeeded = false
    await clock.advanceAsync(60_000)
    expect([names(), ended, timers()]).toEqual([
      ['first', 'last'],
      ['first first', ...['a', 'b', 'c'].map((name) => `${name} ${String(notNeeded)}`), 'last last'],
      0,
    ])
  })
})

describe('Retry-After', () => {
  test('pauses the endpoint for every topic, and says so', async () => {
    const { ask, clock, ended, names, reports, timers } = start()
    void ask({ name: 'a', run: limited(30_000) })
    await clock.advanceAsync(0)
    void ask({ name: 'b' })
    await clock.advanceAsync(29_999)
    expect([names(), ended, reports]).toEqual([
      ['a'],
      ['a RATE_LIMITED'],
      ['RATE_LIMITED A pause of 30000 ms is asked for.'],
    ])
    await clock.advanceAsync(1)
    expect([names(), timers()]).toEqual([['a', 'b'], 0])
  })

  test('that is shorter does not end one that is longer', async () => {
    const { ask, clock, names } = start()
    void ask({ name: 'a', run: limited(30_000) })
    void ask({ name: 'b', run: limited(1_000) })
    await clock.advanceAsync(0)
    void ask({ name: 'c' })
    await clock.advanceAsync(29_999)
    expect(names()).toEqual(['a', 'b'])
    await clock.advanceAsync(1)
    expect(names()).toEqual(['a', 'b', 'c'])
  })
})

describe('A request', () => {
  test('that takes 10 s has failed and is aborted, however deaf it is', async () => {
    const { ask, clock, ended, timers } = start()
    let signal: AbortSignal | undefined
    void ask({ name: 'a', run: (given) => ((signal = given), forEver()) })
    await clock.advanceAsync(9_999)
    expect([ended, signal?.aborted]).toEqual([[], false])
    await clock.advanceAsync(1)
    expect([ended, signal?.aborted, timers()]).toEqual([['a REQUEST_TIMEOUT'], true, 0])
  })

  test('has its 10 s from its turn on', async () => {
    const { ask, clock, ended } = start({ requestsPerMinute: 1 })
    void ask({ name: 'a' })
    void ask({ name: 'b', run: forEver })
    await clock.advanceAsync(69_999)
    expect(ended).toEqual(['a a'])
    await clock.advanceAsync(1)
    expect(ended).toEqual(['a a', 'b REQUEST_TIMEOUT'])
  })

  test('that throws before it starts is an answer too', async () => {
    const { ask, clock, ended, timers } = start()
    void ask({
      name: 'a',
      run() {
        throw new Error('broken')
      },
    })
    await clock.advanceAsync(0)
    expect([ended, timers()]).toEqual([['a Error: broken'], 0])
  })
})

describe('On a server', () => {
  test('what cannot be asked at once is rejected, with the time to wait, and leaves nothing', async () => {
    const { ask, clock, ended, endpoint, names, timers } = start({ requestsPerMinute: 1, isServer: true })
    void ask({ name: 'a', run: forEver })
    const late = endpoint.request({ since: () => 0, isNotNeeded: () => false, run: async () => 'late' })
    await expect(late).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 60_000 })
    expect([names(), timers()]).toEqual([['a'], 1])
    await clock.advanceAsync(60_000)
    void ask({ name: 'b' })
    await clock.advanceAsync(0)
    expect([names(), ended]).toEqual([
      ['a', 'b'],
      ['a REQUEST_TIMEOUT', 'b b'],
    ])
  })

  test('a pause that the service asks for rejects everybody until it is over', async () => {
    const { ask, clock, ended, names, timers } = start({ isServer: true })
    void ask({ name: 'a', run: limited(30_000) })
    await clock.advanceAsync(0)
    void ask({ name: 'b' })
    await clock.advanceAsync(29_999)
    void ask({ name: 'c' })
    await clock.advanceAsync(1)
    void ask({ name: 'd' })
    await clock.advanceAsync(0)
    expect([names(), ended, timers()]).toEqual([
      ['a', 'd'],
      ['a RATE_LIMITED', 'b RATE_LIMITED', 'c RATE_LIMITED', 'd d'],
      0,
    ])
  })

  test('what needs no request spends nothing', async () => {
    const { ask, clock, ended } = start({ requestsPerMinute: 1, isServer: true })
    void ask({ name: 'a', isNeedless: () => true })
    void ask({ name: 'b' })
    await clock.advanceAsync(0)
    expect(ended).toEqual([`a ${String(notNeeded)}`, 'b b'])
  })
})

test('Closing rejects what waits, aborts what runs, takes nothing more, and leaves no timer', async () => {
  const { ask, clock, ended, endpoint, names, timers } = start({ requestsPerMinute: 1 })
  void ask({ name: 'running', run: forEver })
  void ask({ name: 'waiting' })
  endpoint.close()
  void ask({ name: 'late' })
  await clock.advanceAsync(0)
  expect(ended.sort()).toEqual(['late CLOSED', 'running CLOSED', 'waiting CLOSED'])
  expect([names(), timers(), clock.pending()]).toEqual([['running'], 0, 0])
})

test('An error promises nothing that will not happen: a closed client asks no more', async () => {
  const { clock, endpoint } = start()
  const request = { since: () => 0, isNeedless: () => false, run: forEver }
  const slow = endpoint.request(request)
  void clock.advanceAsync(10_000)
  await expect(slow).rejects.toMatchObject({ code: 'REQUEST_TIMEOUT', remedy: expect.stringContaining('asked again') })
  endpoint.close()
  const remedy = expect.not.stringContaining('asked again')
  await expect(endpoint.request(request)).rejects.toMatchObject({ code: 'CLOSED', remedy })
})
