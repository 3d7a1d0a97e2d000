import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { findBrowser } from './support/browser.mjs'
import { isInstalled } from './support/install.mjs'
import { check, run, table } from './support/steps.mjs'

afterEach(() => vi.restoreAllMocks())

describe('finding a browser', () => {
  test('the one that the environment names comes first', () => {
    expect(findBrowser({ ONWIRE_BROWSER: process.execPath, PATH: '' })).toEqual({
      path: process.execPath,
      from: 'ONWIRE_BROWSER',
    })
  })

  test('a path that leads nowhere is an error, not skipped over', () => {
    expect(() => findBrowser({ CHROME_PATH: '/nowhere/chrome' })).toThrow(/CHROME_PATH is "\/nowhere\/chrome"/)
  })
})

describe('knowing whether the dependencies are installed', () => {
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

  test('nothing there, something missing, another version: no', () => {
    expect(isInstalled(project(one))).toBe(false)
    expect(isInstalled(project(one, {}))).toBe(false)
    expect(isInstalled(project(one, { 'node_modules/a': { version: '1.0.1' } }))).toBe(false)
  })

  test("all there, but for another platform's binaries: yes", () => {
    const other = { 'node_modules/b': { version: '1.0.0', optional: true } }
    expect(isInstalled(project({ ...one, ...other }, one))).toBe(true)
  })
})

describe('the steps of npm test', () => {
  test('a command that fails is one failed check, and what it said is shown', async () => {
    const log = vi.spyOn(console, 'log').mockReturnValue()
    const result = await check('probe', [process.execPath, '-e', 'console.log("reason"); process.exit(3)'])
    expect(result).toMatchObject({ name: 'probe', passed: 0, failed: 1 })
    expect(log.mock.calls.join('\n')).toContain('reason')
    expect(table([result])).toContain('✗ probe')
  })

  test('a command that hangs is stopped', async () => {
    const { code, output } = await run([process.execPath, '-e', 'setInterval(() => {}, 1000)'], { timeoutMs: 300 })
    expect(code).not.toBe(0)
    expect(output).toContain('not done after 0.3 s')
  })
})
