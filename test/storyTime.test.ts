import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../stories')
const stories = readdirSync(root).filter((name) => name.endsWith('.stories.tsx'))

/** Waits by the machine's time. A story that a simulator plays goes on meanwhile, and what is looked for passes. */
const ownWaits = /\b(?:waitFor\w*|find(?:All)?By\w+|setTimeout)\b/g

/** The faults of a story's text. A story without a simulator shows one moment, and nothing in it passes by. */
function faultsOf(text: string): string[] {
  const providers = text.match(/<Simulated\w+Provider\b[^]*?>/g) ?? []
  if (providers.length === 0) return []
  return [
    ...providers.filter((provider) => !provider.includes('clock={clock}')).map((each) => `no clock: ${each}`),
    ...(text.match(ownWaits) ?? []).map((wait) => `a wait of its own: ${wait}`),
  ]
}

test('A story that a simulator plays waits by the clock of its simulator alone, which stands still while it acts', () => {
  const texts = stories.map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') }))
  expect(texts.filter(({ text }) => text.includes('clock={clock}')).length).toBeGreaterThan(12)
  expect(texts.flatMap(({ name, text }) => faultsOf(text).map((fault) => `${name}: ${fault}`))).toEqual([])
})

test('The check of a story finds a simulator on the machine’s time, and each wait by it', () => {
  const provider = '<SimulatedEvmProvider scenario={scenario} clock={clock}>'
  expect(faultsOf(`${provider} await until(() => canvas.getByText('Done'))`)).toEqual([])
  expect(faultsOf(`${provider} await canvas.findByText('Done'); await waitFor(look); setTimeout(look, 9)`)).toEqual([
    'a wait of its own: findByText',
    'a wait of its own: waitFor',
    'a wait of its own: setTimeout',
  ])
  expect(faultsOf('<SimulatedEvmProvider speed={speed}>')).toEqual(['no clock: <SimulatedEvmProvider speed={speed}>'])
  expect(faultsOf(`<LogFeed /> await canvas.findByText('Done')`)).toEqual([])
})
