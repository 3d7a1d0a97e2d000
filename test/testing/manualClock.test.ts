import { createManualClock } from 'onwire/testing'
import { describe, expect, it } from 'vitest'

describe('A manual clock', () => {
  it('runs timers in order of their time, and those of one time in the order in which they were set', () => {
    const clock = createManualClock()
    const ran: string[] = []
    clock.setTimeout(() => ran.push('late'), 20)
    clock.setTimeout(() => ran.push('first of two'), 10)
    clock.setTimeout(() => ran.push('second of two'), 10)
    clock.advance(20)
    expect(ran).toEqual(['first of two', 'second of two', 'late'])
  })

  it('shows each timer the time at which it was due, and stands at the target afterwards', () => {
    const clock = createManualClock(1000)
    const times: number[] = []
    clock.setTimeout(() => times.push(clock.now()), 5)
    clock.advance(50)
    expect([...times, clock.now()]).toEqual([1005, 1050])
  })

  it('runs what a timer sets, if it falls due in the same advance', () => {
    const clock = createManualClock()
    const times: number[] = []
    const again = (): void => {
      times.push(clock.now())
      clock.setTimeout(again, 10)
    }
    again()
    clock.advance(25)
    expect(times).toEqual([0, 10, 20])
    expect([clock.pending(), clock.nextIn()]).toEqual([1, 5])
  })

  it('forgets a cleared timer, and does not mind one that it doesn’t know', () => {
    const clock = createManualClock()
    let ran = false
    const timer = clock.setTimeout(() => (ran = true), 1)
    clock.clearTimeout(timer)
    clock.clearTimeout(timer)
    clock.clearTimeout(undefined)
    clock.advance(10)
    expect([ran, clock.pending(), clock.nextIn()]).toEqual([false, 0, undefined])
  })

  it('lets promises settle between timers when it advances asynchronously', async () => {
    const clock = createManualClock()
    const seen: string[] = []
    const wait = (ms: number) => new Promise<void>((resolve) => void clock.setTimeout(resolve, ms))
    const run = async (): Promise<void> => {
      for (let step = 0; step < 3; step += 1) {
        await wait(10)
        seen.push(`${clock.now()} ${JSON.stringify(await new Response('{"a":1}').json())}`)
      }
    }
    void run()
    await clock.advanceAsync(30)
    expect(seen).toEqual(['10 {"a":1}', '20 {"a":1}', '30 {"a":1}'])
  })

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses to move by %s', async (ms) => {
    const clock = createManualClock()
    expect(() => clock.advance(ms)).toThrow(`A manual clock cannot move by ${ms} ms.`)
    await expect(clock.advanceAsync(ms)).rejects.toMatchObject({ code: 'BAD_DURATION' })
  })
})
