import type { RestAnswer } from '../../kit/server.js'
import { type CovalentBlock, toIsoTime } from './covalentBlock.js'
import type { CovalentChain } from './covalentChain.js'
import type { CovalentLogEvent } from './covalentLogEvent.js'
import type { CovalentRange } from './covalentRestQuery.js'

/** Where the service is known to answer now so and now so. */
export interface CovalentRestStyle {
  /** Default `ascending`. */
  readonly order: 'ascending' | 'descending'
  /** The type of `error_code`. Default `number`. */
  readonly errorCodes: 'number' | 'string'
  /** How it says that there is nothing: an empty list, or null for both items and pagination. Default `list`. */
  readonly nothing: 'list' | 'null'
}

export const defaultRestStyle: CovalentRestStyle = { order: 'ascending', errorCodes: 'number', nothing: 'list' }

export function toLogPage(
  chain: CovalentChain,
  logs: readonly CovalentLogEvent[],
  range: CovalentRange,
  style: CovalentRestStyle,
  now: number,
): RestAnswer {
  const { pageNumber, pageSize } = range
  const ordered = style.order === 'ascending' ? logs : [...logs].sort(newestFirst)
  const first = pageNumber * pageSize
  const items = ordered.slice(first, first + pageSize)
  const isNull = style.nothing === 'null' && items.length === 0
  const pagination = {
    has_more: logs.length > first + pageSize,
    page_number: pageNumber,
    page_size: pageSize,
    // The service doesn't count.
    total_count: null,
  }
  return toEnvelope(chain, now, isNull ? null : items, isNull ? null : pagination)
}

function newestFirst(a: CovalentLogEvent, b: CovalentLogEvent): number {
  return b.block_height - a.block_height || b.log_offset - a.log_offset
}

export function toBlockAnswer(chain: CovalentChain, block: CovalentBlock, now: number): RestAnswer {
  const item = {
    block_hash: block.hash,
    signed_at: toIsoTime(block.signedAt),
    height: block.height,
    block_parent_hash: chain.block(block.height - 1)?.hash ?? null,
    extra_data: '0x',
    miner_address: '0x0000000000000000000000000000000000000000',
    mining_cost: null,
    gas_used: 0,
    gas_limit: 30_000_000,
    transactions_link: null,
  }
  return toEnvelope(chain, now, [item], null)
}

/** The metadata of one token, drawn from its number: a name and a picture that needs no network. */
export function toNftAnswer(
  chain: CovalentChain,
  { contract, token }: { readonly contract: string; readonly token: string },
  now: number,
): RestAnswer {
  const hue = Number(BigInt(token) % 360n)
  const image = `data:image/svg+xml,${encodeURIComponent(toPicture(hue))}`
  const item = {
    contract_decimals: 0,
    contract_name: 'Simulated Tokens',
    contract_ticker_symbol: 'SIM',
    contract_address: contract.toLowerCase(),
    supports_erc: ['erc20', 'erc721'],
    logo_url: null,
    type: 'nft',
    nft_data: [
      {
        token_id: token,
        token_url: null,
        original_owner: null,
        external_data: {
          name: `Token #${token.length > 8 ? `${token.slice(0, 4)}…${token.slice(-4)}` : token}`,
          description: 'A token of the simulated service.',
          image,
          image_256: image,
          animation_url: null,
          external_url: null,
          attributes: [{ trait_type: 'hue', value: `${hue}` }],
          owner: null,
        },
        owner: null,
      },
    ],
  }
  return toEnvelope(chain, now, [item], null)
}

function toPicture(hue: number): string {
  const shapes = `<rect width="64" height="64" fill="hsl(${hue} 60% 40%)"/><circle cx="32" cy="32" r="18" fill="hsl(${(hue + 150) % 360} 70% 75%)"/>`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">${shapes}</svg>`
}

function toEnvelope(
  { facts }: CovalentChain,
  now: number,
  items: readonly unknown[] | null,
  pagination: unknown,
): RestAnswer {
  const data = {
    // To the nanosecond, as the service writes it.
    updated_at: `${new Date(now).toISOString().slice(0, -1)}000000Z`,
    chain_id: facts.id,
    chain_name: facts.name,
    items,
    pagination,
  }
  return toAnswer(200, { data, error: false, error_message: null, error_code: null })
}

export function toRestError(
  status: number,
  message: string,
  style: CovalentRestStyle,
  headers: Readonly<Record<string, string>> = {},
): RestAnswer {
  const code = style.errorCodes === 'number' ? status : String(status)
  return toAnswer(status, { data: null, error: true, error_message: message, error_code: code }, headers)
}

/** The answer of a proxy whose service is away. */
export function toHtmlAnswer(): RestAnswer {
  const page = '<html>\n<head><title>502 Bad Gateway</title></head>\n<body><h1>502 Bad Gateway</h1></body>\n</html>\n'
  return toAnswer(502, page, { 'content-type': 'text/html' })
}

function toAnswer(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): RestAnswer {
  return { kind: 'answer', status, headers, body }
}
