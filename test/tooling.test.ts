import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { findBrowser } from './support/browser.mjs'
import { isInstalled } from './support/install.mjs'
import { runSteps, type Step } from './support/schedule.mjs'
import { check, run, slowestFiles, table } from './support/steps.mjs'

afterEach(() => vi.restoreAllMocks())

describe('The search for a browser', () => {
  test('takes the one that the environment names first', () => {
    expect(findBrowser({ ONWIRE_BROWSER: process.execPath, PATH: '' })).toEqual({
      path: process.execPath,
      from: 'ONWIRE_BROWSER',
    })
  })

  test('takes a path that leads nowhere for an error, and does not skip over it', () => {
    expect(() => findBrowser({ CHROME_PATH: '/nowhere/chrome' })).toThrow(/CHROME_PATH is "\/nowhere\/chrome"/)
  })
})

describe('The check of the installed dependencies', () => {
  const project = (wanted: object, present?: object) => {
    const folder = mkdtempSync(join(tmpdir(), 'onwire-'))
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...wanted } }))
    if (present) {
      mkdirSync(join(folder, 'node_modules'))
      writeFileSync(join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages: present }))
    }
    return pathToFileURL(`${folder}/`)
  }
  const one = { 'node_modules/a': { version: '1.0.0' } }

  test('says no where nothing is there, something is missing, or a version is another', () => {
    expect(isInstalled(project(one))).toBe(false)
    expect(isInstalled(project(one, {}))).toBe(false)
    expect(isInstalled(project(one, { 'node_modules/a': { version: '1.0.1' } }))).toBe(false)
  })

  test("says yes where all is there, but for another platform's binaries", () => {
    const other = { 'node_modules/b': { version: '1.0.0', optional: true } }
    expect(isInstalled(project({ ...one, ...other }, one))).toBe(true)
  })
})

test('Every dependency runs on the Node that engines names: npm warns nobody who clones', () => {
  const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  const oldest = engines.node.replace('>=', '')
  const others = (node: string) => {
    const asks = ':attr(engines, [node])'
    const query = `${asks}:not(:semver(${node}, ${asks}))`
    const { stdout } = spawnSync('npm', ['query', '--package-lock-only', query], { encoding: 'utf8' })
    return JSON.parse(stdout).map(({ name, version }: Record<string, string>) => `${name}@${version}`)
  }
  expect(others(`${oldest}.0`)).toEqual([])
  // The question finds what an older Node doesn't run.
  expect(others('12.0.0').length).toBeGreaterThan(100)
})

describe('A step of npm test', () => {
  test('that fails is one failed check, and what it said is shown', async () => {
    const log = vi.spyOn(console, 'log').mockReturnValue()
    const result = await check('probe', [process.execPath, '-e', 'console.log("reason"); process.exit(3)'])
    expect(result).toMatchObject({ name: 'probe', passed: 0, failed: 1 })
    expect(log.mock.calls.join('\n')).toContain('reason')
    expect(table([result])).toContain('✗ probe')
  })

  test('that hangs is stopped', async () => {
    const { code, output } = await run([process.execPath, '-e', 'setInterval(() => {}, 1000)'], { timeoutMs: 300 })
    expect(code).not.toBe(0)
    expect(output).toContain('not done after 0.3 s')
  })
})

describe('The steps of npm test', () => {
  /** Steps that end when they are told to, and what has begun so far. */
  function createSteps(...all: readonly Omit<Step, 'run'>[]) {
    const begun: string[] = []
    const ends = new Map<string, (isGood: boolean) => void>()
    const steps = all.map((step) => ({
      ...step,
      run: async () => {
        begun.push(step.name)
        const isGood = await new Promise<boolean>((resolve) => ends.set(step.name, resolve))
        return { name: step.name, passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0, seconds: 1 }
      },
    }))
    const end = async (name: string, isGood = true) => {
      ends.get(name)?.(isGood)
      await vi.waitUntil(() => ended.includes(name))
      await Promise.resolve()
    }
    const ended: string[] = []
    return { begun, end, steps, onEnd: ({ name }: { readonly name: string }) => void ended.push(name) }
  }

  test('run side by side for as many cores as there are, in their order, what waits beside what works', async () => {
    const step = (name: string, cores: number) => ({ name, cores })
    const { begun, end, onEnd, steps } = createSteps(step('a', 1), step('b', 1.5), step('c', 0.5), step('d', 1))
    const all = runSteps(steps, { cores: 2, onEnd })
    await vi.waitUntil(() => begun.length === 2)
    expect(begun).toEqual(['a', 'c'])
    await end('a')
    await vi.waitUntil(() => begun.length === 3)
    expect(begun).toEqual(['a', 'c', 'b'])
    await end('c')
    await end('b')
    await vi.waitUntil(() => begun.length === 4)
    await end('d')
    expect((await all).map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd'])
  })

  test('run alone where they are larger than the machine', async () => {
    const { begun, end, onEnd, steps } = createSteps({ name: 'a', cores: 8 })
    const all = runSteps(steps, { cores: 2, onEnd })
    await vi.waitUntil(() => begun.length === 1)
    await end('a')
    expect(await all).toHaveLength(1)
  })

  test('wait for those that they name, also where these fail, and may then not be run, with a reason', async () => {
    const { begun, end, onEnd, steps } = createSteps(
      { name: 'second', cores: 1, after: ['first'], isSkipped: () => 'not run: nothing is built' },
      { name: 'third', cores: 1, after: ['second'] },
      { name: 'first', cores: 1 },
    )
    const all = runSteps(steps, { cores: 2, onEnd })
    await vi.waitUntil(() => begun.length === 1)
    expect(begun).toEqual(['first'])
    await end('first', false)
    await vi.waitUntil(() => begun.length === 2)
    await end('third')
    expect(await all).toMatchObject([
      { name: 'second', passed: 0, failed: 0, note: 'not run: nothing is built' },
      { name: 'third', passed: 1 },
      { name: 'first', failed: 1 },
    ])
    expect(begun).toEqual(['first', 'third'])
  })

  test('are a mistake where one waits for none of the list', async () => {
    const { onEnd, steps } = createSteps({ name: 'a', cores: 1, after: ['nobody'] })
    await expect(runSteps(steps, { cores: 2, onEnd })).rejects.toThrow('a waits for a step that is not in the list')
  })
})

test('The slowest files of all steps are shown, with their step', () => {
  const result = (name: string, seconds: number) => ({
    ...{ name, passed: 1, failed: 0, skipped: 0, seconds },
    files: [{ file: `${name}.test.ts`, seconds }],
  })
  expect(slowestFiles([result('a', 1), result('b', 3), result('c', 2)], 2)).toBe(
    '   3.0 s  b.test.ts (b)\n   2.0 s  c.test.ts (c)',
  )
})

describe('A protocol of examples/protocols', () => {
  const folder = new URL('../examples/protocols/', import.meta.url)
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())

  test.each(names.map(({ name }) => name))('%s has at most 150 lines, by what onwire publishes alone', (name) => {
    const sources = readdirSync(new URL(`${name}/src/`, folder)).map((file) =>
      readFileSync(new URL(`${name}/src/${file}`, folder), 'utf8'),
    )
    expect(sources.join('').split('\n').length - 1).toBeLessThanOrEqual(150)
    const imports = [...sources.join('').matchAll(/ from '(?<from>[^']+)'/g)].map(({ groups }) => groups?.['from'])
    expect(imports).toEqual(['onwire/protocol'])
  })
})
