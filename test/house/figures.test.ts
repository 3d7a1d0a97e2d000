import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { importCircles } from './circles.js'
import { backwardComments, wideComments } from './comments.js'
import { measureFigures } from './figures.js'
import { mixedFolders } from './folders.js'
import { functionsOf } from './functions.js'
import { areGoalsReached, limits } from './limits.js'
import { ambiguousNames } from './publicNames.js'
import { readFile } from './readProject.js'
import { passed, table, describeFigure } from './report.js'
import { sharedFiles } from './sharedFiles.js'
import { usesOf } from './topicKeys.js'
import { countPrivate, privateWordsOf } from './words.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
// A build may be older than the source: `npm run figures` holds its figures, after the build.
const figures = measureFigures(root, { withBuild: false })

describe('The house', () => {
  test.each(figures)('The figure "$title" stays within its limit of $limit', (figure) => {
    expect(passed([figure]).map(describeFigure)).toEqual([])
  })

  test.skipIf(!areGoalsReached)('No limit stands above its goal', () => {
    expect(Object.entries(limits).filter(([, { limit, goal }]) => limit > goal)).toEqual([])
  })
})

describe('The count of a figure', () => {
  test('A function counts from its first line to its last, and only the variables of its own body', () => {
    const file = readFile(
      'core/a.ts',
      `export function outer() {
  let a = 1, b
  const inner = () => {
    let c
  }
  if (a) { let d }
}`,
    )
    expect(functionsOf(file)).toEqual([
      { name: 'outer', place: 'core/a.ts:1', lines: 7, lets: 3 },
      { name: 'inner', place: 'core/a.ts:3', lines: 3, lets: 1 },
    ])
  })

  test('A method and a property have the names that they stand under', () => {
    const file = readFile('core/a.ts', 'const a = { b: () => 1, c() {} }\nclass D { e = () => 1; f() {} }')
    expect(functionsOf(file).map(({ name }) => name)).toEqual(['b', 'c', 'e', 'f'])
  })

  test('A circle through types counts, and circles that share a file are one', () => {
    const made = (path: string, ...from: string[]) =>
      readFile(path, from.map((each) => `import type { A } from '${each}'`).join('\n'))
    const files = [
      made('core/a.ts', './b.js'),
      made('core/b.ts', './a.js', './c.js'),
      made('core/c.ts', './b.js', 'react'),
      made('core/d.ts', './a.js', './e.js'),
    ]
    expect(importCircles(files)).toEqual(['core/a → core/b → core/a (in circles with 1 more)'])
    expect(importCircles(files.slice(2))).toEqual([])
  })

  test('A circle through an export, through a dynamic import and through the type of an import counts', () => {
    const back = readFile('core/b.ts', "import './a.js'")
    for (const text of ["export { b } from './b.js'", "import('./b.js')", "type B = import('./b.js').B"])
      expect(importCircles([readFile('core/a.ts', text), back])).toEqual(['core/a → core/b → core/a'])
  })

  test('A folder that the layout does not name is mixed', () => {
    const files = ['core/a.ts', 'core/b.ts', 'core/feed/c.ts', 'core/news/d.ts', 'protocols/relay/e.ts'].map((path) =>
      readFile(path, ''),
    )
    expect(mixedFolders(files)).toEqual([
      ['core', 2],
      ['core/news', 1],
    ])
  })

  test.each([
    ['engine.protocol.key(topic)', 1],
    ['upstream.key(topic)', 1],
    ['const { key } = engine.protocol', 1],
    ['toKey(protocol.key)', 1],
    ['protocol?.key(topic)', 1],
    ['event.key === other.key', 0],
    ['const { key } = event', 0],
    ['const read = { key: 1 }', 0],
  ])('%s derives a key at %i places', (text, count) => {
    expect(usesOf('key', readFile('core/a.ts', text))).toHaveLength(count)
  })

  test.each([
    ['createFollower', 1],
    ['followers', 1],
    ['knownTurn', 2],
    ['expectGap', 1],
    ['LiveQueryBag', 1],
    ['useLiveQuery', 0],
    ['isSettled', 0],
    ['toldAt', 1],
    ['WORD_LIMIT', 1],
    ['replaceAll', 0],
    ['password', 0],
    ['unknown', 0],
  ])('%s holds %i private words', (name, count) => {
    expect(countPrivate(name)).toBe(count)
  })

  test('A private word counts wherever it stands as an identifier, and not in comments and strings', () => {
    const text =
      "import { take } from './take.js'\n// take it\nconst a = { take, 'tell': b.tell }\ntype C = Turn<'wish'>"
    expect(privateWordsOf(readFile('core/a.ts', text))).toEqual([
      'take (core/a.ts:1)',
      'take (core/a.ts:3)',
      'tell (core/a.ts:3)',
      'Turn (core/a.ts:4)',
    ])
  })

  test('Comments are held to their width and to their first word, code is not', () => {
    const wide = 'x'.repeat(118)
    const text = `const a = '${wide}'\n/**\n * Of it.\n * ${wide}\n */\n// Whether it is.\n// Whose it is.\n/** What it is. */`
    const file = readFile('core/a.ts', text)
    expect(wideComments(file, 120)).toEqual([`core/a.ts:4: * ${wide}`])
    expect(backwardComments(file)).toEqual([
      'core/a.ts:3: * Of it.',
      'core/a.ts:6: // Whether it is.',
      'core/a.ts:8: /** What it is. */',
    ])
  })

  test('A shared file is one that names a protocol and belongs to none by its path; comments do not count', () => {
    const files = [
      readFile('protocols/relay/index.ts', ''),
      readFile('protocols/fusion/index.ts', ''),
      readFile('protocols/webhookRelay/index.ts', ''),
      readFile('exports/a.ts', "export { fusion } from '../protocols/fusion/index.js'"),
      readFile('exports/b.ts', "export { webhookRelay } from '../protocols/webhookRelay/index.js'"),
      readFile('core/a.ts', '// As in Fusion.'),
      readFile('core/b.ts', "const names = ['webhook-relay']"),
      readFile('core/c.ts', "const names = ['relay']"),
      readFile('react/useFusion.ts', "import { fusion } from '../protocols/fusion/index.js'"),
    ]
    expect(sharedFiles(files)).toEqual([
      'exports/a.ts (fusion); exports/b.ts (webhookRelay)',
      'core/b.ts (webhookRelay)',
    ])
  })

  test('A public name has two meanings where two declarations go by it, an alias or not', () => {
    const files = [
      readFile('exports/index.ts', "export { A, type B } from '../core/index.js'\nexport { C } from '../core/a.js'"),
      readFile(
        'exports/other.ts',
        "export { A } from '../core/a.js'\nexport type { B as Other, C } from '../core/b.js'",
      ),
      readFile('core/index.ts', "import { A } from './a.js'\nexport { A }\nexport type { B } from './a.js'"),
      readFile('core/a.ts', 'export const A = 1\nexport interface B {}\nexport function C() {}'),
      readFile('core/b.ts', 'export interface B {}\nexport type C = 1'),
    ]
    expect(ambiguousNames(files)).toEqual(['B (core/a B, core/b B)', 'C (core/a C, core/b C)'])
  })
})

test('What passes its limit is told with its places', () => {
  const figure = { name: 'lets', title: '`let`s', value: 6, limit: 5, goal: 5, offenders: ['a (core/a.ts:1)'] } as const
  expect(passed([figure, { ...figure, value: 5 }])).toEqual([figure])
  expect(describeFigure(figure)).toBe('lets: 6 `let`s; the limit is 5, the goal 5\n  a (core/a.ts:1)')
  expect(table([figure])).toBe('figure  now  limit  goal  name\n`let`s    6      5     5  lets')
})
