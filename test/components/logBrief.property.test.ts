import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toLogBrief } from '../../src/components/logs/toLogBrief.js'
import { checkProperty } from '../support/property.js'
import { toLog } from './logFeeds.js'

test('An amount in whole tokens is the number of the log, to the last digit', () => {
  checkProperty(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 255n - 1n }), fc.integer({ min: 0, max: 77 }), (raw, decimals) => {
      const params = [{ name: 'value', type: 'uint256', value: `${raw}` }]
      const event = toLog(1, { decoded: { name: 'Transfer', params }, sender_contract_decimals: decimals })
      const [whole = '', fraction = ''] = toLogBrief(event).units?.split('.') ?? []
      expect(BigInt(whole + fraction)).toBe(raw)
      expect(fraction).toHaveLength(decimals)
      expect(whole).not.toMatch(/^0\d|^$/)
    }),
  )
})

test('Nothing that a service may put into a parameter makes a row throw', () => {
  checkProperty(
    fc.property(fc.jsonValue(), fc.string(), fc.option(fc.integer()), (value, type, decimals) => {
      const params = [{ type, value }, { type: 'uint256', value }, { type: 'address', value }, {}]
      const change = { decoded: { name: 'Transfer', params }, sender_contract_decimals: decimals }
      expect(() => toLogBrief(toLog(1, change))).not.toThrow()
    }),
  )
})
