import { readFileSync } from 'node:fs'
import { parse, type ParseError } from 'jsonc-parser'

export type RelayFixtureName = 'ready' | 'subscribe' | 'subscribe-response' | 'unsubscribe' | 'unsubscribe-response'

export interface RelayFixture {
  readonly type: string
  readonly status?: string
  readonly event?: string
  readonly filters?: { readonly id: string }
  readonly data?: { readonly id?: string; readonly event?: string; readonly filters?: { readonly id: string } }
}

/** A sample message of the vendor's page, word for word in its file. */
export function readRelayFixture(name: RelayFixtureName): RelayFixture {
  const file = new URL(`../../fixtures/relay-websockets/${name}.jsonc`, import.meta.url)
  const errors: ParseError[] = []
  const message: RelayFixture = parse(readFileSync(file, 'utf8'), errors)
  if (errors.length > 0) throw new Error(`${name}.jsonc is not JSONC: ${JSON.stringify(errors)}`)
  return message
}
