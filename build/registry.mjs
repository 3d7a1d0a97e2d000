// @ts-check
/**
 * Builds a shadcn registry: an item's files stand in it as text. `node build/registry.mjs` writes examples/registry into
 * `dist-registry/r`, to be served as it is.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const source = new URL('../examples/registry/', import.meta.url)

/**
 * @typedef {object} RegistryFile
 * @property {string} path
 * @property {string} type
 */

/**
 * @typedef {object} RegistryItem
 * @property {string} name
 * @property {readonly string[]} dependencies
 * @property {readonly RegistryFile[]} files
 */

/** @param {string} file */
const read = (file) => readFileSync(new URL(file, source), 'utf8')

/**
 * Makes each item as `shadcn add` reads it.
 * @param {(dependency: string) => string} [toDependency] Names a package by another spec than its name, such as that of a file.
 * @returns {ReadonlyMap<string, string>} JSON by the item's name, and that of the list of all as `registry`.
 */
export function buildRegistry(toDependency = (name) => name) {
  const registry = JSON.parse(read('registry.json'))
  /** @type {readonly RegistryItem[]} */
  const items = registry.items
  const built = items.map((item) => ({
    $schema: 'https://ui.shadcn.com/schema/registry-item.json',
    ...item,
    dependencies: item.dependencies.map(toDependency),
    files: item.files.map((file) => ({ ...file, content: read(file.path) })),
  }))
  const texts = new Map(built.map((item) => [item.name, toText(item)]))
  return texts.set('registry', toText(registry))
}

/** @param {unknown} value */
function toText(value) {
  return `${JSON.stringify(value, undefined, 2)}\n`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = new URL('../dist-registry/r/', import.meta.url)
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of buildRegistry()) writeFileSync(new URL(`${name}.json`, folder), text)
}
