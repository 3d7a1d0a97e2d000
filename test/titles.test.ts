import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'
import { expect, test } from 'vitest'
import { walk } from './house/readProject.js'
import type { Node } from './support/source.js'

const root = import.meta.dirname
const paths = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.tsx?$/.test(path) && !/(^|\/)(node_modules|\.output)\//.test(path))

/** A capital, a digit, a placeholder, a quotation, or a word of code: `onSettled`, `src`, `npm`, `node:http`. */
const beginning = /^(?:[A-Z0-9`"“%$]|[a-z]+[A-Z(/:.]|npm |src |onwire)/

/** The source of the text that names a `test`, an `it` or a `describe`, without its quotes. */
function titleOf({ type, callee, arguments: args }: Node, text: string) {
  if (type !== 'CallExpression') return undefined
  const { start, end } = callee as Node & { readonly start: number; readonly end: number }
  const [, name] = /^(test|it|describe)\b/.exec(text.slice(start, end)) ?? []
  const [title, ...others] = args as readonly Node[]
  if (!name || !title || others.length === 0 || !/^(?:Template)?Literal$/.test(title.type)) return undefined
  return { isGroup: name === 'describe', title: text.slice(Number(title['start']) + 1, Number(title['end']) - 1) }
}

/** The titles under a node, each behind those of the groups that it stands in. */
function titlesIn(node: unknown, text: string, groups: readonly string[] = []): string[][] {
  const found: string[][] = []
  walk(node, (each) => {
    const named = titleOf(each, text)
    if (!named) return true
    const titles = [...groups, named.title]
    found.push(...(named.isGroup ? titlesIn(each['arguments'], text, titles) : [titles]))
    return false
  })
  return found
}

/** The rules that a title breaks, together with the groups that it continues. */
function faultsOf(titles: readonly string[]): string[] {
  const whole = titles.join(' ')
  const isDrawn = /[%$]/.test(whole)
  return [
    ...(beginning.test(whole) ? [] : [`begins with a small letter: ${whole}`]),
    ...(isDrawn || whole.split(' ').length >= 3 ? [] : [`has less than three words: ${whole}`]),
    ...(titles.some((title) => /[^.]\.$/.test(title)) ? [`ends with a full stop: ${whole}`] : []),
  ]
}

test('Each title is a sentence, with the titles of the groups around it: a capital, three words, no full stop', () => {
  const titles = paths.flatMap((path) => {
    const text = readFileSync(join(root, path), 'utf8')
    return /\b(?:test|it|describe)\b/.test(text) ? titlesIn(parseSync(path, text).program, text) : []
  })
  expect(titles.length).toBeGreaterThan(1_000)
  expect(titles.flatMap(faultsOf)).toEqual([])
})

test('The check of titles finds a small letter, two words and a full stop', () => {
  const text = `describe('a reader', () => { test('stays.', () => {}); it.each([1])('leaves', () => {}) })`
  expect(titlesIn(parseSync('a.ts', text).program, text).flatMap(faultsOf)).toEqual([
    'begins with a small letter: a reader stays.',
    'ends with a full stop: a reader stays.',
    'begins with a small letter: a reader leaves',
  ])
  expect(faultsOf(['A reader', 'leaves'])).toEqual([])
  expect(faultsOf(['Readers', 'leave'])).toEqual(['has less than three words: Readers leave'])
})
