// @ts-check
/** What would be published: only what belongs there, whole, loadable in Node, typed whatever a compiler checks, and fit for server components and for bundlers. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { checkEntries } from './entries.mjs'
import { importOnServer } from './serverComponents.mjs'

const root = new URL('../../', import.meta.url)
const manifest = JSON.parse(read('package.json'))
/** @type {string[]} */
const problems = []

const packed = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root, encoding: 'utf8' })
/** @type {string[]} */
const files = JSON.parse(packed.stdout)[0].files.map((/** @type {{ path: string }} */ file) => file.path)

const allowed = /^(dist\/.*\.(js|js\.map|d\.ts|css)|package\.json|README\.md|LICENSE)$/
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

const snapshots = read('test/__snapshots__/exports.test.ts.snap')
for (const [name, entry] of Object.entries(entries)) {
  if (typeof entry === 'string') continue
  const keys = await import(`${manifest.name}${name.slice(1)}`).then(
    (module) => Object.keys(module).sort(),
    (error) => {
      problems.push(`${name} doesn't load in Node: ${error}`)
      return []
    },
  )
  console.log(`${name}: ${keys.length} keys`)
  const file = toEntryFile(name)[0]?.[1].replace(/^.*\/|\.js$/g, '')
  const wanted = snapshots
    .split(`keys of ${file} are`)[1]
    ?.split('\n]')[0]
    ?.match(/(?<=")\w+(?=")/g)
  if (String(keys) !== String(wanted))
    problems.push(`${name} exports ${String(keys)}, and its snapshot has ${String(wanted)}`)
}
for (const file of Object.values(manifest.bin))
  if (!read(file).startsWith('#!/usr/bin/env node\n')) problems.push(`${file} has no first line that names node`)

problems.push(...(await checkEntries(root.pathname, new Map(Object.keys(entries).flatMap(toEntryFile)))))
problems.push(...checkServerComponents())
problems.push(...checkTypes())

for (const problem of problems) console.error(problem)
console.log(`${files.length} files`)
process.exitCode = problems.length > 0 ? 1 : 0

/**
 * Hooks and components are references for a server component, and all else runs there. 'use client' stands in files for servers alone:
 * other bundlers warn of each file that has it.
 */
function checkServerComponents() {
  const names = Object.keys(entries).filter((name) => typeof entries[name] !== 'string')
  const found = importOnServer(
    root.pathname,
    names.map((name) => `${manifest.name}${name.slice(1)}`),
  )
  const wrong = Object.entries(found).flatMap(([entry, values]) =>
    Object.entries(values)
      // A component has a capital and no other name has, but for errors; those run anywhere.
      .filter(([name, value]) => /^(?!\w+Error$)(use)?[A-Z]|^createPart$/.test(name) !== (value === 'reference'))
      .map(([name, value]) => `${entry}: ${name} is a ${value} for a server component`),
  )
  const directives = files
    .filter((file) => file.endsWith('.js') && /^(#!.*\n)?["']use client["']/.test(read(file)))
    .filter((file) => !/^dist\/react-server\/[\w-]+\.client\.js$/.test(file))
    .map((file) => `${file} says 'use client', and whoever bundles it is warned`)
  return [...wrong, ...directives]
}

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
 * The file of an entry where no condition holds.
 * @param {string} name
 * @returns {[string, string][]}
 */
function toEntryFile(name) {
  let target = entries[name]
  if (typeof target === 'string') return []
  while (target && typeof target !== 'string') target = target['default'] ?? null
  return target ? [[name, target]] : []
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
