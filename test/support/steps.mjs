// @ts-check
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

/**
 * @typedef {object} Result
 * @property {string} name
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {number} seconds
 * @property {string} [note] Why a step wasn't run.
 * @property {readonly FileTime[]} [files] The test files of a step, each with its time.
 */

/**
 * @typedef {object} FileTime
 * @property {string} file
 * @property {number} seconds
 */

/**
 * Runs a command to its end and keeps what it prints. Children of the command end with it, also where time is up.
 * @param {readonly string[]} command
 * @param {{ env?: NodeJS.ProcessEnv, timeoutMs?: number }} options
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run([command = '', ...args], { env = {}, timeoutMs = 900_000 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      env: { ...process.env, NO_COLOR: '1', CI: 'true', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    let output = ''
    const kill = () => {
      try {
        if (child.pid) process.kill(-child.pid, 'SIGKILL')
      } catch {
        // It has ended already.
      }
    }
    const timer = setTimeout(() => {
      output += `\nStopped: not done after ${timeoutMs / 1000} s.`
      kill()
    }, timeoutMs)
    // Several commands may run side by side: each hears the exit, and ends its own children.
    process.once('exit', kill)
    process.once('SIGINT', interrupt)
    process.once('SIGTERM', interrupt)
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    const done = (/** @type {number} */ code) => {
      clearTimeout(timer)
      process.off('exit', kill)
      process.off('SIGINT', interrupt)
      process.off('SIGTERM', interrupt)
      resolve({ code, output: stripVTControlCharacters(output) })
    }
    child.once('error', (error) => {
      output += error.message
      done(1)
    })
    child.once('exit', kill)
    child.once('close', (code) => done(code ?? 1))
  })
}

const interrupt = () => process.exit(130)

/**
 * A command that is one check: it passes or fails as a whole.
 * @param {string} name
 * @param {readonly string[]} command
 * @param {{ env?: NodeJS.ProcessEnv, timeoutMs?: number }} [options]
 * @returns {Promise<Result>}
 */
export async function check(name, command, options) {
  const { value, seconds } = await timed(() => run(command, options))
  keepLog(name, value.output)
  const isGood = value.code === 0
  if (!isGood) report(name, value.output)
  return { name, passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0, seconds }
}

/**
 * A run of Vitest, counted test by test. A file that doesn't load, or a run that ends badly though no test failed, counts as one failure.
 * @param {string} name
 * @param {readonly string[]} projects
 * @param {{ env?: NodeJS.ProcessEnv, timeoutMs?: number, files?: readonly string[] }} [options] Without `files`, all of the projects'.
 * @returns {Promise<Result>}
 */
export async function tests(name, projects, { files = [], ...options } = {}) {
  const file = `test/.output/${toFileName(name)}.json`
  rmSync(file, { force: true })
  const chosen = projects.flatMap((project) => ['--project', project])
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`]
  const { value, seconds } = await timed(() =>
    run(['npx', 'vitest', 'run', ...files, ...chosen, ...reporters], options),
  )
  keepLog(name, value.output)
  const counts = countsIn(file)
  const failed = counts.failed === 0 && value.code !== 0 ? 1 : counts.failed
  if (failed > 0) report(name, value.output)
  return { name, ...counts, failed, seconds }
}

/** @param {string} file */
function countsIn(file) {
  try {
    const { numPassedTests, numPendingTests, numTodoTests, numFailedTests, testResults } = JSON.parse(
      readFileSync(file, 'utf8'),
    )
    const unloaded = testResults.filter(
      (/** @type {{ status: string, assertionResults: unknown[] }} */ suite) =>
        suite.status === 'failed' && suite.assertionResults.length === 0,
    )
    return {
      passed: numPassedTests,
      failed: numFailedTests + unloaded.length,
      skipped: numPendingTests + numTodoTests,
      files: testResults.map((/** @type {{ name: string, startTime: number, endTime: number }} */ suite) => ({
        file: relative(process.cwd(), suite.name),
        seconds: (suite.endTime - suite.startTime) / 1000,
      })),
    }
  } catch {
    return { passed: 0, failed: 0, skipped: 0, files: [] }
  }
}

/**
 * What a step prints is kept, also where it passes: secrets are searched for in it.
 * @param {string} name
 * @param {string} output
 */
function keepLog(name, output) {
  mkdirSync('test/.output/logs', { recursive: true })
  writeFileSync(`test/.output/logs/${toFileName(name)}.log`, output)
}

/** @param {string} name */
const toFileName = (name) => name.replaceAll(/\W+/g, '-')

/**
 * @template Value
 * @param {() => Promise<Value>} work
 */
export async function timed(work) {
  const start = performance.now()
  const value = await work()
  return { value, seconds: (performance.now() - start) / 1000 }
}

/**
 * @param {string} name
 * @param {string} output
 */
export function report(name, output) {
  const kept = output.length > 40_000 ? `${output.slice(0, 20_000)}\n[…]\n${output.slice(-20_000)}` : output
  console.log(`\n--- ${name} failed ---\n${kept.trim()}\n---\n`)
}

/**
 * The test files that took longest, whatever step they belong to.
 * @param {readonly Result[]} results
 */
export function slowestFiles(results, count = 10) {
  return results
    .flatMap(({ name, files = [] }) => files.map((one) => ({ ...one, name })))
    .sort((one, other) => other.seconds - one.seconds)
    .slice(0, count)
    .map(({ file, name, seconds }) => `${`${seconds.toFixed(1)} s`.padStart(8)}  ${file} (${name})`)
    .join('\n')
}

/** @param {readonly Result[]} results */
export function table(results) {
  const width = Math.max(...results.map(({ name }) => name.length))
  return results
    .map(({ name, passed, failed, skipped, seconds, note }) => {
      const mark = failed > 0 ? '✗' : note ? '-' : '✓'
      const counts = note ?? `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`
      return `${mark} ${name.padEnd(width)}  ${`${seconds.toFixed(1)} s`.padStart(8)}  ${counts}`
    })
    .join('\n')
}
