import fc from 'fast-check'
import { expect, test } from 'vitest'
import { watchTopic } from '../../../src/core/engine/topicCallbacks.js'
import { checkProperty } from '../../support/property.js'
import { follow } from '../support/followed.js'
import { toTopic, type Note } from '../support/scriptedService.js'

type Act =
  | { readonly type: 'push' | 'answer' | 'cache'; readonly word: string }
  | { readonly type: 'wait'; readonly ms: number }
  | { readonly type: 'ack' | 'close' | 'open' | 'refuse' | 'fail' | 'refetch' | 'wake' | 'hide' | 'show' | 'remount' }

const statuses = ['one', 'two', 'failure', 'end']
const ends = ['failure', 'end']

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('push' as const), word: fc.constantFrom(...statuses) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constantFrom('answer' as const, 'cache' as const),
      word: fc.constantFrom(...statuses),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constant('wait' as const), ms: fc.constantFrom(0, 1, 5, 16, 3_000, 700_000) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constantFrom(
        ...(['ack', 'close', 'open', 'refuse', 'fail', 'refetch', 'wake', 'hide', 'show', 'remount'] as const),
      ),
    }),
  },
)

test('Whatever comes in whatever order, no reader sees "settled" beside data that don’t end, and the end is called back once, after its data', async () => {
  await checkProperty(fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 40 }), play))
})

async function play(acts: readonly Act[]): Promise<void> {
  const { clock, engine, greet, page, service, timers, watch } = follow({
    liveness: { readyMs: 600_000, ackMs: 5_000 },
  })
  const handle = engine.topic(toTopic('a'))
  /** What a cache holds, and so what a reader sees beside what is said. */
  let seen: Note | undefined
  let at = 0
  const wrongs: string[] = []
  const settled: string[] = []
  const look = (moment: string) => {
    const { data, info } = handle.getShown()
    if (info.isSettled && !ends.includes(String(seen?.word))) wrongs.push(`settled beside ${seen?.word} at ${moment}`)
    if (data !== seen) wrongs.push(`${data?.word} is said of, ${seen?.word} is seen at ${moment}`)
  }
  handle.on((event) => {
    if (event.type === 'write') seen = event.data
    else look(event.type)
  })
  engine.onConnection(() => look('connection'))
  const stopCallbacks = watchTopic(
    handle,
    () => ({
      onSettled(data) {
        if (data !== seen) wrongs.push(`${data.word} is called back, ${seen?.word} is seen`)
        settled.push(data.word)
      },
    }),
    new Set(),
  )
  let stop = watch('a')
  await clock.advanceAsync(0)
  const toNote = (word: string): Note => ({ at: (at += 1), word })
  const reject = (error: Error) => service.requests.at(-1)?.fail(error)

  const run: Record<Exclude<Act['type'], 'push' | 'answer' | 'cache' | 'wait'>, () => void> = {
    open: () => greet(),
    ack: () => service.links.at(-1)?.say('ack a'),
    close: () => service.links.at(-1)?.close(),
    refuse: () => service.links.at(-1)?.say('refuse a'),
    fail: () => reject(new Error('no answer')),
    refetch: () =>
      void handle.snapshot().then(
        () => look('an answer'),
        () => {},
      ),
    wake: page.wake,
    hide: page.hide,
    show: page.show,
    remount() {
      stop()
      stop = watch('a')
    },
  }
  for (const each of acts) {
    if (each.type === 'wait') await clock.advanceAsync(each.ms)
    else if (each.type === 'push') service.links.at(-1)?.say(`note a ${(at += 1)} ${each.word}`)
    else if (each.type === 'answer') service.requests.at(-1)?.answer(toNote(each.word))
    else if (each.type === 'cache') seen = handle.kind.revive(handle.reconcile(toNote(each.word))) ?? seen
    else run[each.type]()
    look(each.type)
  }
  await clock.advanceAsync(20)
  look('rest')
  stop()
  stopCallbacks()
  engine.close()
  await clock.advanceAsync(0)
  expect([wrongs, settled.length <= 1, timers()]).toEqual([[], true, 0])
}
