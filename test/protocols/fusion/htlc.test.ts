import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isGivenBack, isLocked, toHtlcState } from '../../../src/protocols/fusion/htlc.js'
import { checkProperty } from '../../support/property.js'

describe('The state of the contracts', () => {
  test.each<[unknown, { source?: string; destination?: string } | undefined, string]>([
    ['source_locked', { source: 'locked' }, 'source_locked'],
    ['SOURCE_FUNDED', { source: 'funded' }, 'SOURCE_FUNDED'],
    ['destinationLocked', { destination: 'locked' }, 'destinationLocked'],
    [
      { source: 'locked', destination: 'pending' },
      { source: 'locked', destination: 'pending' },
      'source_locked, destination_pending',
    ],
    [{ source: { state: 'LOCKED', hash: '0x1' } }, { source: 'LOCKED' }, 'source_LOCKED'],
    [{ sourceLocked: true }, { source: 'locked' }, 'source_locked'],
    [
      { sourceLocked: true, destinationLocked: false },
      { source: 'locked', destination: 'pending' },
      'source_locked, destination_pending',
    ],
    [{ sourceLocked: true, sourceRefunded: true }, { source: 'refunded' }, 'source_refunded'],
    [{ sourceRefunded: false, sourceLocked: true }, { source: 'locked' }, 'source_locked'],
    [{ sourceHtlc: { status: 'locked' } }, { source: 'locked' }, 'source_locked'],
    [{ source_htlc: { locked: true }, dest_htlc: { locked: false } }, { source: 'locked' }, 'source_locked'],
    [{ state: 'active', src: 'funded', dst: 'claimed' }, { source: 'funded', destination: 'claimed' }, 'active'],
    [{ status: 'locked', since: 1 }, undefined, 'locked'],
    [{ sourceChain: 1 }, undefined, 'unknown'],
    ['locked', undefined, 'locked'],
  ])('%j has its legs, and is read again as itself', (said, legs, state) => {
    const read = toHtlcState(said)
    expect(read?.legs).toEqual(legs)
    expect(read?.state).toBe(state)
    if (typeof said === 'object') expect(read).toMatchObject({ ...said })
    expect(toHtlcState(read)).toEqual(read)
  })

  test.each([[''], [undefined], [null], [7], [true], [['locked']]])('is nothing that %j says', (said) => {
    expect(toHtlcState(said)).toBeUndefined()
  })

  test.each([
    ['source_locked', true],
    ['SOURCE_FUNDED', true],
    ['refund_pending', true],
    [{ source: 'locked', destination: 'pending' }, true],
    [{ sourceHtlc: { status: 'escrowed' } }, true],
    ['pending', false],
    ['lock_pending', false],
    ['waiting_for_lock', false],
    ['not_funded', false],
    [{ source: 'pending', destination: 'pending' }, false],
    [{ sourceLocked: false }, false],
  ])('says by %j whether something surely was locked: %j', (said, expected) => {
    expect(isLocked(toHtlcState(said) ?? { state: '' })).toBe(expected)
  })

  test.each([
    ['refunded', true],
    ['source_refunded', true],
    [{ sourceRefunded: true }, true],
    [{ source: { status: 'REFUNDED' }, destination: 'refunded' }, true],
    ['refund_pending', false],
    ['destination_refunded', false],
    [{ source: 'locked', destination: 'refunded' }, false],
    [{ destinationRefunded: true }, false],
  ])('says by %j whether the source is given back: %j', (said, expected) => {
    expect(isGivenBack(toHtlcState(said) ?? { state: '' })).toBe(expected)
  })

  test('is read without a throw, whatever comes, and can be read again once it was read', () => {
    const word = fc.constantFrom(
      'source',
      'sourceLocked',
      'destination',
      'dst_htlc',
      'legs',
      'state',
      'status',
      '__proto__',
    )
    const value = fc.oneof(fc.jsonValue(), fc.dictionary(word, fc.oneof(fc.jsonValue(), fc.boolean(), word)))
    checkProperty(
      fc.property(value, (said) => {
        const read = toHtlcState(said)
        if (read) expect(toHtlcState(JSON.parse(JSON.stringify(read)))).toEqual(JSON.parse(JSON.stringify(read)))
      }),
    )
  })
})
