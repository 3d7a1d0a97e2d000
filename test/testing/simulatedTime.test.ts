import { createManualClock } from 'onwire/testing'
import { expect, test } from 'vitest'
import { createSimulatedTime } from '../../src/testing/react/simulatedTime.js'

test.each([1, 30, 120, 1_000])('A timer that is set again for what is left comes to its end at speed %i', (speed) => {
  const driver = createManualClock(1_796_057_204_899.3)
  const { clock, environment } = createSimulatedTime({ clock: driver, speed })
  const { after, now } = environment.clock
  for (let nth = 1; nth <= 200; nth += 1) {
    const target = now() + nth * 0.7 + 1 / 3
    let tries = 0
    let isOver = false
    const tryAgain = () => {
      tries += 1
      if (tries > 20) throw new Error('It comes again and again.')
      if (clock.now() >= target) isOver = true
      else after(target - clock.now(), tryAgain)
    }
    tryAgain()
    driver.advance(200)
    expect([isOver, tries <= 5]).toEqual([true, true])
  }
})
