// @ts-check
import { readFileSync } from 'node:fs'

/**
 * Whether what is installed is what the lock file asks for. npm writes the second file at the end of each install.
 * Optional packages (binaries for other platforms) may be missing.
 * @param {URL} root
 */
export function isInstalled(root) {
  const wanted = packagesIn(new URL('package-lock.json', root))
  const present = packagesIn(new URL('node_modules/.package-lock.json', root))
  if (!wanted || !present) return false
  return Object.entries(wanted).every(([path, { version, link, optional, devOptional }]) => {
    if (!path.startsWith('node_modules/') || link) return true
    const found = present[path]
    return found ? found.version === version : Boolean(optional ?? devOptional)
  })
}

/**
 * @param {URL} file
 * @returns {Record<string, { version?: string, link?: boolean, optional?: boolean, devOptional?: boolean }> | undefined}
 */
function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}
