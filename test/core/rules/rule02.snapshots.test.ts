import { expect, test } from 'vitest'
import { follow, followUp } from '../support/followed.js'
import { toTopic } from '../support/scriptedService.js'

// `queryFn` is the engine's `snapshot`; that it is used so is held in test/react.

test('A snapshot asks first and reads what is known afterwards', async () => {
  const { engine, service, wait } = await followUp()
  service.answer = undefined
  const snapshot = engine.topic(toTopic('a')).snapshot()
  service.last().say('note a 9 nine')
  await wait(50)
  service.requests.at(-1)?.answer({ at: 5, word: 'five' })
  expect(await snapshot).toEqual({ at: 9, word: 'nine' })
})

test('A snapshot that brings nothing new is the value that is known, by reference', async () => {
  const { engine } = await followUp()
  const known = engine.topic(toTopic('a')).getData()
  expect(await engine.topic(toTopic('a')).snapshot()).toBe(known)
})

test('A bad topic is refused before anything is asked', async () => {
  const { engine, service } = follow()
  const broken = createBroken(service.protocol)
  await expect(broken(engine)).rejects.toMatchObject({ code: 'BAD_NOTE' })
  expect(service.requests).toEqual([])
})

function createBroken(protocol: ReturnType<typeof follow>['service']['protocol']) {
  return async (engine: ReturnType<typeof follow>['engine']) => {
    const { OnwireError } = await import('../../../src/core/contract/errors.js')
    Object.assign(protocol, {
      check: () => new OnwireError({ code: 'BAD_NOTE', what: 'It is bad.', remedy: 'Pass a good one.' }),
    })
    return engine.topic(toTopic('a')).snapshot()
  }
}
