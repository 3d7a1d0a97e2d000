/** Takes the slashes off an address's end. */
export function trimSlashes(address: string): string {
  // Anchored at its beginning: `/\/+$/` would count a run of slashes again from each of them.
  return address.replace(/^(.*[^/])?\/*$/s, '$1')
}
