/** Shortens a hash to `0xae0827…c7a0`: enough of both ends to compare by eye. Short ones stay whole. */
export function toShortHash(hash: string): string {
  const shown = toShownHash(hash)
  return shown.length > 14 ? `${shown.slice(0, shown.startsWith('0x') ? 6 : 4)}…${shown.slice(-4)}` : shown
}

/** Shows where a hash holds what none is made of: a mark that nobody sees would make it look like another one. */
export function toShownHash(hash: string): string {
  return hash.replace(/[^!-~]/g, '\ufffd')
}
