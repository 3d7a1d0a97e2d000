/** A page, or a worker of one: whatever is given to it, whoever visits can read. */
export function isInBrowser(): boolean {
  return typeof document !== 'undefined' || 'importScripts' in globalThis
}
