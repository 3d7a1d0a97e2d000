import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Sample, samplesOf } from './support/samples.js'

const root = join(import.meta.dirname, '..')
const folder = join(root, 'test/.output/samples')
const foreign = new Set(['node_modules', 'dist', 'dist-storybook', 'coverage', '.git', '.output'])

const files = findFiles('')
const pages = files.filter((path) => /\.mdx?$/.test(path))
const samples = pages.flatMap((page) => samplesOf(page, readFileSync(join(root, page), 'utf8')))

function findFiles(path: string): readonly string[] {
  return readdirSync(join(root, path), { withFileTypes: true }).flatMap((entry) => {
    const inside = join(path, entry.name)
    if (entry.isDirectory()) return foreign.has(entry.name) ? [] : findFiles(inside)
    return [inside]
  })
}

/** Compiles each sample as a module of its own, all in one run. A mistake is told as `page:line: error TS…`. */
async function compile(all: readonly Sample[]): Promise<readonly string[]> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const byFile = new Map(all.map((sample, index) => [`sample${index}.${sample.extension}`, sample]))
  // Empty lines before the code give each line the number that it has in its page.
  for (const [file, { code, line }] of byFile) writeFileSync(join(folder, file), '\n'.repeat(line - 1) + code)
  const tsconfig = {
    extends: '../../../tsconfig.json',
    compilerOptions: { moduleDetection: 'force' },
    include: [],
    files: [...byFile.keys()],
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig))
  const output = await runTsc(['-p', folder, '--pretty', 'false'])
  const found = output.split('\n').filter((line) => /\berror TS\d+/.test(line))
  return found.map((line) => {
    const {
      column: _column,
      file = '',
      ...where
    } = /(?<file>sample\d+\.tsx?)\((?<at>\d+),(?<column>\d+)\)/.exec(line)?.groups ?? {}
    const page = byFile.get(file)?.page
    return page === undefined ? line : `${page}:${where['at']}${line.slice(line.indexOf('): ') + 1)}`
  })
}

function runTsc(args: readonly string[]): Promise<string> {
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  // A mistake in a sample is no failure of the run: what the compiler says is read in any case.
  return new Promise((resolve) => {
    execFile(process.execPath, [tsc, ...args], { cwd: root, maxBuffer: 2 ** 26 }, (_error, stdout, stderr) =>
      resolve(stdout + stderr),
    )
  })
}

test('Every TypeScript sample of every page compiles as a module of its own, by the names that the package has', async () => {
  const wrong: Sample = { page: 'wrong.md', line: 7, extension: 'ts', code: "import { nothing } from 'onwire'\n" }
  expect(samples.length).toBeGreaterThan(20)
  // A sample that can't compile is among them: a compiler that says nothing has not looked.
  expect(await compile([...samples, wrong])).toEqual([expect.stringMatching(/^wrong\.md:7: error TS2305: .*nothing/)])
})

test('Every link of every page that stays in the repository leads to a file', () => {
  const dead = pages.flatMap((page) => {
    const links = readFileSync(join(root, page), 'utf8').matchAll(/\]\((?<to>[^)\s#]+)(#[^)]*)?\)/g)
    const paths = [...links].flatMap(({ groups }) => groups?.['to'] ?? []).filter((to) => !/^[a-z]+:/.test(to))
    return paths.filter((to) => !existsSync(join(root, page, '..', to))).map((to) => `${page}: ${to}`)
  })
  expect(dead).toEqual([])
})

test('Every file that a page names is in the repository', () => {
  const gone = pages.flatMap((page) => {
    const names = readFileSync(join(root, page), 'utf8').matchAll(/`(?<name>[\w./-]+\.(tsx?|mjs))`/g)
    const named = [...names].flatMap(({ groups }) => groups?.['name'] ?? [])
    return named
      .filter((name) => !files.some((file) => `/${file}`.endsWith(`/${name}`)))
      .map((name) => `${page}: ${name}`)
  })
  expect(gone).toEqual([])
})

test('No sample asks the compiler to look away', () => {
  const hatches = /@ts-(ignore|expect-error|nocheck)|\bas any\b|: any\b/
  const found = samples.filter(({ code }) => hatches.test(code)).map(({ line, page }) => `${page}:${line}`)
  expect(found).toEqual([])
})

test('A sample is found with its line, in a list too, and whatever stands behind its language', () => {
  const text = [
    '# Page',
    '```ts title="a"',
    'a',
    '```',
    '* item',
    '  ```tsx',
    '  b',
    '',
    '  c',
    '  ```',
    '```sh',
    'd',
    '```',
  ]
  expect(samplesOf('page.md', text.join('\n'))).toEqual([
    { page: 'page.md', line: 3, extension: 'ts', code: 'a' },
    { page: 'page.md', line: 7, extension: 'tsx', code: 'b\n\nc' },
  ])
})

test('A sample within a longer fence belongs to the text that it shows', () => {
  expect(samplesOf('page.md', ['````md', '```ts', 'a', '```', '````', '```ts', 'b', '```'].join('\n'))).toEqual([
    { page: 'page.md', line: 7, extension: 'ts', code: 'b' },
  ])
})
