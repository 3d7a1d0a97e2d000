import { expect, test } from 'vitest'
import { isEnd, isRefund, weigh } from '../../../src/protocols/relay/status.js'

/** Relay's words in the order in which they stand, and one that nobody knows yet. */
const words = [
  'a-word-of-tomorrow',
  'waiting',
  'depositing',
  'pending',
  'delayed',
  'submitted',
  'failure',
  'success',
  'fallback',
  'refunded',
  'refund',
]

test('Words weigh by their place, and what nobody knows comes before all', () => {
  const weights = words.map(weigh)
  for (const [place, weight] of weights.entries())
    for (const later of weights.slice(place + 1)) expect(weight < later).toBe(true)
})

test('A weight stays comparable as text, however many words there are', () => {
  expect(new Set(words.map((word) => weigh(word).replace(word, '').length))).toEqual(new Set([2]))
})

test('A success and the refunds are ends, and a failure is none', () => {
  expect(words.filter(isEnd)).toEqual(['success', 'fallback', 'refunded', 'refund'])
  expect(words.filter(isRefund)).toEqual(['fallback', 'refunded', 'refund'])
})
