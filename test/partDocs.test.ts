import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { type PartDoc } from '../build/partDocs/readParts.mjs'
import { readTokens } from '../build/partDocs/readTokens.mjs'

const root = join(import.meta.dirname, '..')
const folder = join(root, 'stories/generated/parts')
const parts = JSON.parse(readFileSync(join(folder, 'parts.json'), 'utf8')) as readonly PartDoc[]

/** All parts that the entries export, by their snapshot: a name that `createPart` or a composition stands behind. */
const created = readdirSync(join(root, 'src/components'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.tsx'))
  .flatMap((path) => [
    ...readFileSync(join(root, 'src/components', path), 'utf8').matchAll(/export const (\w+) = [^(]*\bcreatePart\(/g),
  ])
  .map(([, name = '']) => name)

test('The page of each part, and the list of all, are those that its docstrings, types and rules make', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['build/partDocs.mjs', '--check'], { cwd: root })
  expect(stdout).toBe(`${parts.length} parts: 0 pages are stale, 0 of no part.\n`)
})

test('Each part that is created has a page of its own in Storybook', () => {
  const pages = readdirSync(folder).filter((name) => name.endsWith('.mdx'))
  expect(new Set(pages)).toEqual(new Set(parts.map(({ name }) => `${name}.mdx`)))
  // A step's clock is drawn as StatusTimeline.Time, and has no name of its own.
  const missing = created.filter((name) => name !== 'StepClock' && !parts.some((part) => part.name === name))
  expect(missing).toEqual([])
  expect(created.length).toBeGreaterThan(60)
})

test('No part, prop, attribute or token is without a description, a type or a value', () => {
  const empty = parts.flatMap(({ attributes, description, element, name, props, slot, tokens }) => [
    ...(description && element && slot.startsWith('ow-') && tokens.length > 0 ? [] : [name]),
    ...[...props, ...attributes].filter((row) => !row.description || !row.type).map((row) => `${name}: ${row.name}`),
    ...tokens.filter((token) => !token.value).map((token) => `${name}: ${token.name}`),
  ])
  expect(empty).toEqual([])
})

test('The tokens of a slot are those of the rules at whose end it stands, followed through the sheet’s own values', () => {
  const tokensOf = readTokens(`
    :where([data-slot^='ow-']) { --_line: var(--ow-border, var(--_theme-border, red)); --_own: blue; }
    :where([data-slot='ow-a'] > [data-slot='ow-b'])::before { border: 1px solid var(--_line); inset: var(--ow-gap, 2px) }
    :where([data-slot='ow-a']:is([data-x], [data-y])) { color: var(--ow-text, var(--_under, var(--_own))) }
    :where([data-slot$='-button'], [data-slot='ow-c']) { padding: calc(2 * var(--ow-padding, 1rem)) }`)
  expect(tokensOf('ow-a')).toEqual([{ name: '--ow-text', value: 'blue' }])
  expect(tokensOf('ow-b')).toEqual([
    { name: '--ow-border', value: 'red' },
    { name: '--ow-gap', value: '2px' },
  ])
  expect(tokensOf('ow-retry-button')).toEqual([{ name: '--ow-padding', value: '1rem' }])
  expect(tokensOf('ow-c')).toEqual(tokensOf('ow-retry-button'))
  expect(tokensOf('ow-d')).toEqual([])
})
