// @ts-check
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { findSecrets } from './forms.mjs'
import { exemptions, places, recorded } from './places.mjs'

/**
 * @typedef {object} Searched
 * @property {readonly string[]} counts What was searched, a line each.
 * @property {readonly string[]} problems Secrets that were found, and places that are empty though they can't be.
 */

/**
 * Searches all that the tests have left behind. A place without anything in it is a problem: nothing would be found there.
 * @param {string} root
 * @param {{ build: boolean, browser: boolean }} had What was to be had on this machine.
 * @returns {Searched}
 */
export function searchForSecrets(root, had, known = exemptions) {
  const signatures = readSignatures(join(root, recorded, 'signatures'))
  /** @type {string[]} */
  const counts = [`${signatures.size} signatures are known`]
  /** @type {string[]} */
  const problems = signatures.size > 0 ? [] : ['No signature was recorded, so that none can be found.']
  /** The first of each kind in a file, and how many there are. @type {Map<string, { around: string, times: number }>} */
  const found = new Map()
  /** @type {Map<import('./places.mjs').Exemption, number>} */
  const excused = new Map()

  for (const { name, folders, files = /./, needs, byLine } of places) {
    const paths = folders.flatMap((folder) => listFiles(join(root, folder), files))
    let amount = byLine ? 0 : paths.length
    let bytes = 0
    for (const path of paths) {
      const text = readFileSync(path, 'utf8')
      const file = relative(root, path)
      bytes += text.length
      if (byLine) amount += text.split('\n').filter(Boolean).length
      for (const { what, form, around } of findSecrets(text, signatures)) {
        const exemption = known.find(
          (one) => one.what === what && one.in.test(file) && (one.near?.test(around) ?? true),
        )
        if (exemption) excused.set(exemption, (excused.get(exemption) ?? 0) + 1)
        else {
          const name = `${file}: ${what}, ${form}`
          found.set(name, { around: found.get(name)?.around ?? around, times: (found.get(name)?.times ?? 0) + 1 })
        }
      }
    }
    counts.push(`${amount} ${name} (${(bytes / 1e6).toFixed(1)} MB)`)
    if (amount === 0 && (!needs || had[needs]))
      problems.push(`There are no ${name}, so that nothing can be found in them.`)
  }
  for (const [{ what, why }, times] of excused) counts.push(`${what}, ${times} times, is where it may be: ${why}`)
  for (const [name, { around, times }] of found) problems.push(`${name}, ${times} times: …${around}…`)
  return { counts, problems }
}

/** @param {string} folder */
function readSignatures(folder) {
  return new Set(listFiles(folder, /./).flatMap((path) => readFileSync(path, 'utf8').split('\n').filter(Boolean)))
}

/**
 * @param {string} folder
 * @param {RegExp} files Of the path inside the folder.
 */
function listFiles(folder, files) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => files.test(relative(folder, path)))
}
