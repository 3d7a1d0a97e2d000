import { type CovalentFilter, toAddressFilter, toTopicFilter } from './covalentFilter.js'

/** A path of the service, parsed. */
export type CovalentRoute =
  | { readonly kind: 'events'; readonly chain: string; readonly filter: CovalentFilter | undefined }
  | { readonly kind: 'block'; readonly chain: string; readonly height: string }
  | { readonly kind: 'nft'; readonly chain: string; readonly contract: string; readonly token: string }

export interface CovalentRange {
  readonly from: number
  readonly to: number
  readonly pageSize: number
  readonly pageNumber: number
}

const mostBlocks = 1_000_000
const mostItems = 100

/** A slash at the end may be missing. */
export function parseRoute(url: URL): CovalentRoute | undefined {
  const [, chain = '', rest = ''] = /^\/v1\/([^/]+)\/(.+?)\/?$/.exec(url.pathname) ?? []
  const [, contract, token] = /^tokens\/(0x[\da-f]{40})\/nft_metadata\/(\d{1,78})$/i.exec(rest) ?? []
  if (contract !== undefined && token !== undefined) return { kind: 'nft', chain, contract, token }
  const [kind, what, value, ...more] = rest.split('/')
  if (more.length > 0) return undefined
  if (kind === 'block_v2' && what !== undefined && value === undefined) return { kind: 'block', chain, height: what }
  if (kind !== 'events' || value === undefined) return undefined
  if (what === 'address') return { kind: 'events', chain, filter: toAddressFilter(value) }
  if (what !== 'topics') return undefined
  const secondary = (url.searchParams.get('secondary-topics') ?? '').split(',').filter((topic) => topic !== '')
  return { kind: 'events', chain, filter: toTopicFilter(value, secondary) }
}

/** The range and the page that are asked for, or a sentence that says what is wrong with them. */
export function parseRange(query: URLSearchParams, head: number): CovalentRange | string {
  const to = parseBlock(query.get('ending-block') ?? 'latest', head)
  if (to === undefined) return "ending-block is neither a number nor 'earliest' or 'latest'"
  const from = parseBlock(query.get('starting-block') ?? String(Math.max(0, to - mostBlocks + 1)), head)
  if (from === undefined) return "starting-block is neither a number nor 'earliest' or 'latest'"
  if (from > to) return 'starting-block is greater than ending-block'
  if (to - from + 1 > mostBlocks) return `At most ${mostBlocks} blocks can be asked for at once`
  const pageSize = parseWhole(query.get('page-size') ?? String(mostItems))
  if (pageSize === undefined || pageSize < 1 || pageSize > mostItems) return `page-size is not from 1 to ${mostItems}`
  const pageNumber = parseWhole(query.get('page-number') ?? '0')
  if (pageNumber === undefined) return 'page-number is not a whole number from 0 up'
  return { from, to, pageSize, pageNumber }
}

/** A number in decimal or hexadecimal digits, or one of the two words. */
export function parseBlock(text: string, head: number): number | undefined {
  if (text === 'latest') return head
  if (text === 'earliest') return 0
  return /^0x[0-9a-f]{1,12}$/i.test(text) ? Number(text) : parseWhole(text)
}

function parseWhole(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined
}
