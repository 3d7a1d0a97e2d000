// @ts-check
/**
 * `npm run faults`: each protocol, direct and through the bridge, while its line is cut, refused, stalled, delayed and restarted.
 * Prints a line of JSON for each cell, and a table; fails where anything was claimed wrongly. `--short` is what `npm test` runs.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

process.chdir(new URL('../../', import.meta.url).pathname)
const isShort = process.argv.includes('--short')
const { status } = spawnSync('npx', ['vitest', 'run', '--project', 'faults'], {
  stdio: ['ignore', 'inherit', 'inherit'],
  env: { ...process.env, ONWIRE_FAULTS: isShort ? 'short' : 'full' },
})

/** @type {{ service: string, leg: string, fault: string, wordMs?: number, truthMs: number, backMs: number, behindMs: number, wrong: string[] }[]} */
const cells = readFileSync('test/.output/faults.jsonl', 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line))
for (const cell of cells) console.log(JSON.stringify(cell))
const toSeconds = (/** @type {number | undefined} */ ms) => (ms === undefined ? '-' : (ms / 1_000).toFixed(1))
console.table(
  cells.map(({ backMs, behindMs, fault, leg, service, truthMs, wordMs, wrong }) => ({
    service,
    leg,
    fault,
    'word, s': toSeconds(wordMs),
    'truth, s': toSeconds(truthMs),
    'back, s': toSeconds(backMs),
    'behind unsaid, s': toSeconds(behindMs),
    wrong: wrong.join('; ') || 'nothing',
  })),
)
process.exitCode = status ?? 1
