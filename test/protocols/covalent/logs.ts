import type { LogEvent } from '../../../src/protocols/covalent/index.js'

export const address = '0x7be8076f4ea4a4ad08075c2508e481d6c946d12b'
export const transfer = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef'
export const holder = '0x00000000219ab540356cbb839cbe05303d7705fa'

/** A log with every field that the service is known to send. */
export const wholeLog: LogEvent = {
  block_signed_at: '2026-11-22T10:00:00Z',
  block_height: 21_414_186,
  block_hash: `0x${'b'.repeat(64)}`,
  tx_offset: 7,
  log_offset: 42,
  tx_hash: `0x${'A'.repeat(64)}`,
  raw_log_topics: [transfer, `0x${holder.slice(2).padStart(64, '0')}`],
  sender_contract_decimals: 18,
  sender_name: 'Wrapped Ether',
  sender_contract_ticker_symbol: 'WETH',
  sender_address: address,
  sender_address_label: 'Wrapped Ether (WETH)',
  sender_logo_url: 'https://logos.example/weth.png',
  supports_erc: ['erc20'],
  sender_factory_address: `0x${'f'.repeat(40)}`,
  raw_log_data: '0x01',
  decoded: {
    name: 'Transfer',
    signature: 'Transfer(indexed address from, indexed address to, uint256 value)',
    params: [
      { name: 'from', type: 'address', indexed: true, decoded: true, value: holder },
      { name: 'value', type: 'uint256', indexed: false, decoded: true, value: '115792089237316195423570985008687907' },
      { name: 'isOpen', type: 'bool', indexed: false, decoded: true, value: true },
      { name: 'lost', type: 'string', indexed: true, decoded: false, value: null },
      {
        name: 'ids',
        type: 'uint256[]',
        indexed: false,
        decoded: true,
        value: [{ value: '18446744073709551616', bitSize: 256, typeAsString: 'uint256' }],
      },
    ],
  },
}

/** A log of little more than its identity. */
export function toLog(block_height: number, log_offset = 0, more: Partial<LogEvent> = {}): LogEvent {
  return { block_height, log_offset, tx_hash: `0x${block_height}${log_offset}`, ...more }
}
