import { readFileSync } from 'node:fs'
import { parse } from 'jsonc-parser'

const folder = new URL('../../fixtures/covalent-websocket/', import.meta.url)

/** The code at the end of the vendor's page, word for word. */
export function readCovalentExample(): string {
  return readFileSync(new URL('example.js.txt', folder), 'utf8')
}

/** The destinations of the vendor's page, word for word. */
export function readCovalentDestinations(): { readonly documented: readonly string[]; readonly sample: string } {
  return parse(readFileSync(new URL('destinations.jsonc', folder), 'utf8'))
}
