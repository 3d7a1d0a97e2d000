import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readSource } from '../support/source.js'

const root = new URL('../../src/protocols/', import.meta.url)
const files = (folder: string) => readdirSync(new URL(`${folder}/`, root)).map((file) => file.replace(/\.ts$/, ''))
const source = (path: string) => readSource(`${path}.ts`, readFileSync(new URL(`${path}.ts`, root), 'utf8'))

/** Each protocol has these. */
const required = ['index', 'options', 'topic', 'model', 'wire', 'read', 'decode', 'protocol']
/** A protocol with a state has these besides, but for `refusals`: a transport may have no close codes. */
const ofStates = ['status', 'merge', 'state', 'timeline', 'steps', 'summary']
const ofFeeds = ['feed']
/** A service that can be asked over HTTP has `rest`; a feed that can be asked has `fetch` besides. */
const ofPolls = ['rest', 'fetch']
const ofSockets = ['refusals']

/** Relay's list of an address's requests is a protocol of its own, of the same model. */
const relayDeposits = [
  ...['deposits', 'depositsOptions', 'depositsProtocol', 'depositsState', 'depositsTopic'],
  ...['fetchDeposits', 'mergeDeposits'],
]

/** A new protocol adds its line. `own` files are those that no other protocol needs. */
const shapes: Readonly<Record<string, { readonly kinds: readonly string[]; readonly own: readonly string[] }>> = {
  relay: {
    kinds: [...ofStates, 'rest', ...ofSockets],
    own: ['chains', 'explorer', 'history', 'readRequest', 'refund', ...relayDeposits],
  },
  fusion: { kinds: [...ofStates, ...ofFeeds, 'rest'], own: ['fields', 'htlc', 'refund', 'stats'] },
  covalent: { kinds: [...ofFeeds, ...ofPolls, ...ofSockets], own: ['chains', 'pages'] },
  evm: { kinds: [...ofFeeds, ...ofPolls, ...ofSockets], own: ['head', 'limits', 'reader', 'stretch', 'transaction'] },
  webhookRelay: { kinds: [...ofFeeds, ...ofPolls], own: ['clock', 'credentials', 'match', 'secrets'] },
}

/** The bridge is no service but a way to one. */
const bridge = ['index', 'options', 'bridge', 'claims', 'decode', 'refusal', 'rest', 'sharedStream']

test('src/protocols holds the listed protocols, the bridge, and what protocols share', () => {
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  expect(folders.map(({ name }) => name).sort()).toEqual([...Object.keys(shapes), 'bridge', 'shared'].sort())
})

test('The bridge has its own listed files', () => {
  expect(files('bridge').sort()).toEqual([...bridge].sort())
})

describe.each(Object.entries(shapes))('%s', (name, { kinds, own }) => {
  test('has the files of its kinds, and those that are listed as its own', () => {
    expect(files(name).sort()).toEqual([...required, ...kinds, ...own].sort())
  })

  test('has a state or a feed', () => {
    expect(kinds.some((kind) => kind === 'state' || kind === 'feed')).toBe(true)
  })

  test('has an index that holds nothing but named re-exports', () => {
    for (const { type } of source(`${name}/index`).statements) expect(type).toBe('ExportNamedDeclaration')
  })

  test('imports the code of a transport in `protocol` alone', () => {
    const importers = files(name).filter((file) =>
      source(`${name}/${file}`).imports.some(({ from, isType }) => /\/transports\//.test(from) && !isType),
    )
    expect(importers).toEqual(['protocol'])
  })
})
