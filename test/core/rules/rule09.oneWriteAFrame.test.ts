import { expect, test } from 'vitest'
import { followUp } from '../support/followed.js'
import { toTopic } from '../support/scriptedService.js'

const frameMs = 16

test('10 000 messages in a second are written at most once a frame, each key’s newest, all keys together', async () => {
  const names = Array.from({ length: 100 }, (_, index) => `n${index}`)
  const { clock, engine, onWrites, service } = await followUp(names)
  const writes: { readonly at: number; readonly keys: readonly string[] }[] = []
  onWrites((keys) => writes.push({ at: clock.now(), keys }))
  let calls = 0
  engine.topic(toTopic('n0')).on(({ type }) => (calls += type === 'data' ? 1 : 0))
  for (let index = 0; index < 10_000; index += 1) {
    service.last().say(`note n${index % 100} ${index + 2} w${index}`)
    clock.advance(0.1)
  }
  clock.advance(frameMs)
  const gaps = writes.slice(1).map(({ at }, index) => at - (writes[index]?.at ?? 0))
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(frameMs - 1e-6)
  expect(writes.length).toBeLessThanOrEqual(1_000 / frameMs + 2)
  for (const { keys } of writes) expect(new Set(keys).size).toBe(keys.length)
  expect(calls).toBeLessThanOrEqual(writes.length)
  expect(names.map((name) => engine.topic(toTopic(name)).getData()?.word)).toEqual(
    names.map((_, index) => `w${9_900 + index}`),
  )
})

test('After a quiet frame news is written at once', async () => {
  const { clock, onWrites, service } = await followUp()
  const at: number[] = []
  onWrites(() => at.push(clock.now()))
  clock.advance(frameMs)
  service.last().say('note a 2 two')
  expect(at).toEqual([clock.now()])
})

test('What is merged can be read at once, also before it is written', async () => {
  const { onWrites, service, word } = await followUp()
  let writes = 0
  onWrites(() => (writes += 1))
  service.last().say('note a 2 two', 'note a 3 three')
  expect([word('a'), writes]).toEqual(['three', 1])
})

test('News that changes nothing is not written', async () => {
  const { engine, onWrites, service, wait } = await followUp()
  let writes = 0
  onWrites(() => (writes += 1))
  service.last().say('note a 1 one', 'note a 0 zero')
  await engine.topic(toTopic('a')).snapshot()
  await wait(1_000)
  expect(writes).toBe(0)
})
