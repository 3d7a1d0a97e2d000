import { afterEach, expect, test, vi } from 'vitest'
import { createEngine } from '../../../src/core/engine/engine.js'
import { watchTopic, type TopicCallbacks } from '../../../src/core/engine/topicCallbacks.js'
import { createTestEnvironment } from '../../support/environment.js'
import {
  createScriptedService,
  graceOfFailureMs,
  toTopic,
  type Note,
  type NoteTopic,
} from '../support/scriptedService.js'

afterEach(() => void vi.unstubAllGlobals())

function start() {
  const { clock, environment } = createTestEnvironment()
  const service = createScriptedService()
  const engine = createEngine<NoteTopic, Note>({
    protocol: service.protocol,
    environment,
    graceMs: 3_000,
    pollingIntervalMs: 3_000,
    onDiagnostic: () => {},
    batch: (write) => write(),
  })
  const topic = toTopic('a')
  let at = 0
  /** The service tells the word. */
  const tell = async (word: string) => {
    at += 1
    service.answer = () => ({ at, word })
    await engine.topic(topic).snapshot()
    await clock.advanceAsync(100)
  }
  const received: string[] = []
  const callbacks: TopicCallbacks<Note> = {
    onUpdate: ({ word }) => received.push(`update ${word}`),
    onSettled: ({ word }) => received.push(`settled ${word}`),
  }
  const watch = (settled = new Set<string>()) => watchTopic(engine.topic(topic), () => callbacks, settled)
  return { callbacks, clock, engine, tell, received, topic, watch }
}

test('Every change is told, and the end once', async () => {
  const { tell, received, watch } = start()
  const stop = watch()
  for (const word of ['one', 'two', 'end', 'end']) await tell(word)
  stop()
  expect(received).toEqual(['update one', 'update two', 'update end', 'settled end', 'update end'])
})

test('An end that was reached before is told at once, and not again to who has heard of it', async () => {
  const { tell, received, watch } = start()
  await tell('end')
  const settled = new Set<string>()
  watch(settled)()
  watch(settled)()
  expect(received).toEqual(['settled end'])
  watch()
  expect(received).toEqual(['settled end', 'settled end'])
})

test('A failure that may be overturned is the end only after its grace', async () => {
  const { clock, engine, tell, received, topic, watch } = start()
  watch()
  await tell('failure')
  engine.topic(topic).watch({ refetch: () => engine.topic(topic).snapshot() })
  await clock.advanceAsync(graceOfFailureMs - 1_000)
  expect(received).toEqual(['update failure'])
  await clock.advanceAsync(5_000)
  expect(received).toEqual(['update failure', 'settled failure'])
})

test('The latest callbacks are called', async () => {
  const { callbacks, engine, tell, received, topic } = start()
  let current = callbacks
  watchTopic(engine.topic(topic), () => current, new Set())
  await tell('one')
  current = { onUpdate: () => received.push('replaced') }
  await tell('two')
  expect(received).toEqual(['update one', 'replaced'])
})

test('After the stop nothing is told', async () => {
  const { tell, received, watch } = start()
  watch()()
  await tell('end')
  expect(received).toEqual([])
})

test('A callback that throws keeps nothing else from being told', async () => {
  const { engine, tell, received, topic, callbacks } = start()
  const thrown: unknown[] = []
  const schedule = globalThis.queueMicrotask
  vi.stubGlobal('queueMicrotask', (callback: () => void) =>
    schedule(() => {
      try {
        callback()
      } catch (error) {
        thrown.push(error)
      }
    }),
  )
  const broken = new Error('mine')
  const onUpdate = () => {
    throw broken
  }
  watchTopic(engine.topic(topic), () => ({ ...callbacks, onUpdate }), new Set())
  await tell('end')
  expect([received, thrown]).toEqual([['settled end'], [broken]])
})
