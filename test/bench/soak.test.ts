import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from '../support/steps.mjs'
import { createFollowing } from './soak/following.mjs'

test(
  'A bridge is soaked by a command, as JSON, which fails where something is lost or left behind',
  { timeout: 600_000 },
  async () => {
    const flags = ['--seconds', '2', '--readers', '20', '--rate', '50']
    const { code, output } = await run([process.execPath, join(import.meta.dirname, 'soak.mjs'), ...flags], {
      timeoutMs: 300_000,
    })
    const report: unknown = JSON.parse(output.slice(output.indexOf('{\n'), output.lastIndexOf('\n}') + 2))
    expect(report).toMatchObject({
      settings: { seconds: 2, readers: 20, rate: 50 },
      events: 100,
      counts: { lost: 0, doubled: 0, strange: 0, behind: 0 },
      after: { streams: 0, topics: 0 },
      problems: [],
    })
    expect(code).toBe(0)
  },
)

test('A reader of a soak counts what is lost, doubled or not its own, over its visits', () => {
  const read = (blocks: readonly string[]) => {
    const counts = { frames: 0, lost: 0, doubled: 0, strange: 0, resets: 0 }
    const following = createFollowing(1, { ids: 2, perRequest: 3 }, counts)
    for (const block of blocks) following.read(block)
    return { ...counts, cursor: following.getCursor(), isBehind: following.isBehind(6) }
  }
  const toUpdate = (message: number, id = `id: ${message}\n`) =>
    `event: update\n${id}data: {"data":{"updatedAt":${1_765_989_801_294 + message}}}`
  const whole = { frames: 3, lost: 0, doubled: 0, strange: 0, resets: 0, cursor: '5', isBehind: false }
  expect(read([1, 3, 5].map((message) => toUpdate(message)))).toEqual(whole)
  expect(read([toUpdate(1), toUpdate(5)])).toEqual({ ...whole, frames: 2, lost: 1 })
  expect(read([toUpdate(1), toUpdate(3), toUpdate(3), toUpdate(5)])).toEqual({ ...whole, frames: 4, doubled: 1 })
  expect(read([toUpdate(1), toUpdate(3)])).toEqual({ ...whole, frames: 2, cursor: '3', isBehind: true })
  // Of another id, and of the request after this one.
  expect(read([toUpdate(1), toUpdate(2), toUpdate(7)])).toMatchObject({ strange: 2 })
  expect(read([toUpdate(1), 'event: reset\ndata: {}', ':\nid: 4', toUpdate(1, '')])).toMatchObject({
    frames: 1,
    resets: 1,
    cursor: '4',
  })
})
