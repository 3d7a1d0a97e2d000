import { expect, test } from 'vitest'
import { toRelayChains } from '../../../src/protocols/relay/chains.js'
import { toTransactionUrl } from '../../../src/protocols/relay/index.js'

const chains = toRelayChains({
  chains: [
    {
      id: 8453,
      name: 'base',
      displayName: 'Base',
      explorerUrl: 'https://basescan.org',
      explorerPaths: null,
      explorerQueryParams: null,
    },
    {
      id: 1337,
      displayName: 'Hyperliquid',
      explorerUrl: 'https://app.hyperliquid.xyz/',
      explorerPaths: { transaction: '/explorer/tx/{TX_HASH}' },
    },
    {
      id: 9286185,
      explorerUrl: 'https://explorer.example/base',
      explorerQueryParams: { cluster: 'eclipse', none: null },
    },
    { id: 2, displayName: 'Dark', explorerUrl: 'javascript:alert(1)' },
    { id: 3, displayName: 'Bare' },
    { id: 'x' },
    null,
  ],
})
const url = (id: number, hash = '0xab') =>
  toTransactionUrl(
    chains?.find((chain) => chain.id === id),
    hash,
  )

test('Chains are read, and what cannot be read of one costs nothing else', () => {
  expect(chains?.map(({ displayName, id }) => [id, displayName])).toEqual([
    [8453, 'Base'],
    [1337, 'Hyperliquid'],
    [9286185, undefined],
    [2, 'Dark'],
    [3, 'Bare'],
  ])
  expect(toRelayChains({ chains: 'none' })).toBeUndefined()
})

test("A transaction's address is the explorer's, by its own path and query", () => {
  expect(url(8453)).toBe('https://basescan.org/tx/0xab')
  expect(url(1337)).toBe('https://app.hyperliquid.xyz/explorer/tx/0xab')
  expect(url(9286185)).toBe('https://explorer.example/base/tx/0xab?cluster=eclipse')
})

test('A hash is no part of the path', () => {
  expect(url(8453, '../evil?x=1#y')).toBe('https://basescan.org/tx/..%2Fevil%3Fx%3D1%23y')
  expect(url(8453, '$&')).toBe('https://basescan.org/tx/%24%26')
})

test('A link is missing where the chain, its explorer or a web address is', () => {
  expect(toTransactionUrl(undefined, '0xab')).toBeUndefined()
  expect(url(3)).toBeUndefined()
  expect(url(2)).toBeUndefined()
  expect(url(8453, '')).toBeUndefined()
})
