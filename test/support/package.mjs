// @ts-check
/** What would be published: only what belongs there, whole, loadable in Node, typed whatever a compiler checks, and with 'use client' exactly where React is. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'

const root = new URL('../../', import.meta.url)
const manifest = JSON.parse(read('package.json'))
/** @type {string[]} */
const problems = []

const packed = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root, encoding: 'utf8' })
/** @type {string[]} */
const files = JSON.parse(packed.stdout)[0].files.map((/** @type {{ path: string }} */ file) => file.path)

const allowed = /^(dist\/.*\.(js|d\.ts|css)|package\.json|README\.md|LICENSE)$/
for (const file of files) {
  if (!allowed.test(file) || /\.(test|stories|e2e)\./.test(file)) problems.push(`${file} doesn't belong in the package`)
  else if (read(file).includes(root.pathname)) problems.push(`${file} names a folder of the machine that built it`)
}
for (const file of ['README.md', 'LICENSE']) if (!files.includes(file)) problems.push(`${file} is missing`)

/** @typedef {string | null | { readonly [condition: string]: Target }} Target */

/** @type {Record<string, Target>} */
const entries = manifest.exports
for (const file of [...Object.values(entries).flatMap(toFiles), ...Object.values(manifest.bin)]) {
  if (!existsSync(new URL(file, root))) problems.push(`${file} is named in package.json and isn't there`)
}

for (const file of files.filter((path) => /^dist\/.*\.js$/.test(path))) {
  const code = read(file)
  // A component is written out, or made by one of the factories of parts.
  const usesReact =
    /from "react(-dom)?(\/[\w-]+)?"/.test(code) ||
    /^export function use[A-Z]|^function use[A-Z]/m.test(code) ||
    /^function [A-Z]/m.test(code) ||
    /= (\/\* ?[@#]__PURE__ ?\*\/ )?create\w*Part\(/.test(code)
  const isClient = /^(#!.*\n)?["']use client["']/.test(code)
  if (usesReact && !isClient) problems.push(`${file} has hooks or components and doesn't start with 'use client'`)
  if (!usesReact && isClient) problems.push(`${file} starts with 'use client' and has neither hooks nor components`)
}

for (const [name, entry] of Object.entries(entries)) {
  if (typeof entry === 'string') continue
  const keys = await import(`${manifest.name}${name.slice(1)}`).then(Object.keys, (error) => {
    problems.push(`${name} doesn't load in Node: ${error}`)
    return []
  })
  console.log(`${name}: ${keys.length} keys`)
}
for (const file of Object.values(manifest.bin))
  if (!read(file).startsWith('#!/usr/bin/env node\n')) problems.push(`${file} has no first line that names node`)

problems.push(...checkTypes())

for (const problem of problems) console.error(problem)
console.log(`${files.length} files`)
process.exitCode = problems.length > 0 ? 1 : 0

/** What a compiler that doesn't skip libraries finds in our declarations, every entry imported. */
function checkTypes() {
  const folder = new URL('test/.output/consumer/', root)
  mkdirSync(folder, { recursive: true })
  const names = Object.keys(entries).filter((name) => typeof entries[name] !== 'string')
  const imports = names.map((name, index) => `export * as entry${index} from '${manifest.name}${name.slice(1)}'\n`)
  writeFileSync(new URL('consumer.mts', folder), imports.join(''))
  const compilerOptions = {
    ...{ strict: true, skipLibCheck: false, noEmit: true, types: [] },
    ...{ module: 'nodenext', target: 'es2022', lib: ['es2023', 'dom', 'dom.iterable'], jsx: 'react-jsx' },
  }
  writeFileSync(new URL('tsconfig.json', folder), JSON.stringify({ compilerOptions, files: ['consumer.mts'] }))
  const tsc = spawnSync('npx', ['tsc', '-p', folder.pathname], { cwd: root, encoding: 'utf8' })
  // What others' declarations lack is theirs.
  const ours = tsc.stdout.split('\n').filter((line) => /error TS/.test(line) && !line.includes('node_modules'))
  return tsc.status === null ? [`the declarations weren't checked: ${tsc.error}`] : ours
}

/**
 * @param {Target} target
 * @returns {string[]}
 */
function toFiles(target) {
  if (typeof target === 'string') return [target]
  // Null is what a condition must not find.
  return target ? Object.values(target).flatMap(toFiles) : []
}

/** @param {string} path */
function read(path) {
  const file = new URL(path.replace(/^\.\//, ''), root)
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}
