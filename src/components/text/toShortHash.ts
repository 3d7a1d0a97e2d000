/** Shortens a hash to `0xae0827…c7a0`: enough of both ends to compare by eye. Short ones stay whole. */
export function toShortHash(hash: string): string {
  return hash.length > 14 ? `${hash.slice(0, hash.startsWith('0x') ? 6 : 4)}…${hash.slice(-4)}` : hash
}
