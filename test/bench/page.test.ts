import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findBrowser } from '../support/browser.mjs'
import { run } from '../support/steps.mjs'

const file = join(import.meta.dirname, 'run.mjs')
const figure = { median: expect.any(Number), min: expect.any(Number), max: expect.any(Number) }
const variants = ['floor', 'store-per-frame', 'onwire']

test.skipIf(!findBrowser())(
  'The cost of a message, its way to the DOM and a mount are measured by a command, as JSON',
  { timeout: 240_000 },
  async () => {
    const flags = ['--quick', '--only', variants.join()]
    const { code, output } = await run([process.execPath, file, ...flags], { timeoutMs: 230_000 })
    expect(output).toMatch(/^onwire +[\d.]+ /m)
    expect(code).toBe(0)
    const report: unknown = JSON.parse(output.slice(output.indexOf('{\n'), output.lastIndexOf('\n}') + 2))
    const [, ...shown] = variants
    expect(report).toMatchObject({
      messages: 500,
      rounds: 1,
      isSteady: false,
      cost: [1, 10].map((ids) => ({
        ids,
        variants: expect.arrayContaining(
          variants.map((variant) => expect.objectContaining({ variant, ratio: figure })),
        ),
      })),
      latency: expect.arrayContaining(shown.map((variant) => expect.objectContaining({ variant, p99Ms: figure }))),
      mount: expect.arrayContaining(shown.map((variant) => expect.objectContaining({ variant, ids: 10, ms: figure }))),
    })
  },
)
