import { createHash } from 'node:crypto'
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import type { Plugin } from 'vite'

const recorder = 'globalThis[Symbol.for("onwire.recorder")]'
const listening = `((diagnostic) => { ${recorder}?.record('diagnostics', diagnostic); onDiagnostic(diagnostic) })(`
const diagnosed = [/(?<=^ *|=> )onDiagnostic\(/m, listening] as const

/** Where the source tells the app something, the recorder is told too. Each pattern has to be there, or nothing would be recorded. */
const places: readonly (readonly [file: string, pattern: RegExp, text: string])[] = [
  ['src/core/engine/reporter.ts', ...diagnosed],
  ['src/server/bridge/bridgeDiagnostic.ts', ...diagnosed],
  ['src/server/webhooks/webhookDiagnostic.ts', ...diagnosed],
  ['src/testing/kit/log.ts', /entries\.push\(entry\)/, `${recorder}?.record('simulators', event); entries.push(entry)`],
]

/** Puts the recorder's calls into the tests' copy of the source. */
export function recordPlugin(): Plugin[] {
  if (!process.env['ONWIRE_RECORDED']) return []
  return [
    {
      name: 'onwire-record',
      enforce: 'pre',
      transform(code, id) {
        const place = places.find(([file]) => id.endsWith(file))
        if (!place) return
        const [file, pattern, text] = place
        const changed = code.replace(pattern, text)
        if (changed === code)
          throw new Error(`${file} has no ${pattern.source} anymore: change recordPlugin.ts with it.`)
        return { code: changed, map: null }
      },
    },
  ]
}

/** Keeps the modules that a browser is served, the tests' own left out. */
export function servedPlugin(): Plugin[] {
  const folder = process.env['ONWIRE_RECORDED']
  if (!folder) return []
  return [
    {
      name: 'onwire-served',
      enforce: 'post',
      transform(code, id) {
        if (!/\/(src|stories|\.storybook)\//.test(id) || id.includes('node_modules')) return
        mkdirSync(`${folder}/served`, { recursive: true })
        const name = createHash('sha256').update(code).digest('hex').slice(0, 16)
        writeFileSync(`${folder}/served/${name}.txt`, `${id}\n${code}`)
      },
    },
  ]
}

/** What tests in a browser call to have something written down. */
export function keepRecord(_context: unknown, kind: string, text: string): void {
  const folder = `${process.env['ONWIRE_RECORDED']}/${kind}`
  mkdirSync(folder, { recursive: true })
  appendFileSync(`${folder}/browser.log`, text)
}
