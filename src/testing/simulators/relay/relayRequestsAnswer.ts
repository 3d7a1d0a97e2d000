import type { RestAnswer, RestRequest } from '../../kit/server.js'
import type { SimulatedRelayStatus } from './relayStatus.js'

export interface RelayRequestsAnswerContext {
  /** The number of ids in one filter. */
  readonly mostIds: number
  /** REST's answer for a request; undefined where the id is unknown. */
  getStatus(requestId: string): Partial<SimulatedRelayStatus> | undefined
  /** When a request was made, by the service's clock, in unix ms; undefined where the id is unknown. */
  getCreatedAt(requestId: string): number | undefined
  /** The ids of the requests that a deposit address has had, newest first. */
  findByAddress(depositAddress: string): readonly string[]
}

/** The number of requests on one page, where the client doesn't say. */
const defaultLimit = 20

/** The ids that `GET /requests/v3` asks for, by `id`, `depositAddress` or `filters`; undefined for unreadable ones. */
export function readAskedIds(
  { url }: RestRequest,
  { findByAddress }: Pick<RelayRequestsAnswerContext, 'findByAddress'>,
): readonly string[] | undefined {
  const id = url.searchParams.get('id')
  const depositAddress = url.searchParams.get('depositAddress')
  if (depositAddress !== null) return findByAddress(depositAddress)
  const filters = url.searchParams.get('filters')
  if (filters === null) return id === null ? [] : [id]
  try {
    const groups: unknown = JSON.parse(filters)
    if (!Array.isArray(groups)) return undefined
    const ids = groups.flatMap((group: { readonly id?: unknown }) => group.id)
    return ids.every((each) => typeof each === 'string') ? ids : undefined
  } catch {
    return undefined
  }
}

/** Answers `GET /requests/v3`, which needs a key: the requests that the service knows, and no others. */
export function answerRequests(request: RestRequest, context: RelayRequestsAnswerContext): RestAnswer {
  if (!request.headers.get('x-api-key')) return toAnswer(401, { message: 'Unauthorized', errorCode: 'UNAUTHORIZED' })
  const ids = readAskedIds(request, context)
  if (!ids) return toAnswer(400, { message: 'filters is invalid', errorCode: 'INVALID_REQUEST' })
  if (request.url.searchParams.has('filters') && ids.length > context.mostIds)
    return toAnswer(400, { message: 'filters has too many values', errorCode: 'INVALID_REQUEST' })
  const limit = Number(request.url.searchParams.get('limit') ?? defaultLimit)
  const known = ids.flatMap((requestId) => {
    const status = context.getStatus(requestId)
    return status?.status === undefined || status.status === 'unknown' ? [] : [toRequest(requestId, status, context)]
  })
  return toAnswer(200, {
    requests: known.slice(0, limit),
    ...(known.length > limit && { continuation: `${limit}` }),
  })
}

function toAnswer(status: number, body: unknown): RestAnswer {
  return { kind: 'answer', status, headers: {}, body }
}

/** One request as the vendor's page shows it: dates in RFC 3339, times of transactions in seconds. */
function toRequest(
  requestId: string,
  status: Partial<SimulatedRelayStatus>,
  { getCreatedAt }: RelayRequestsAnswerContext,
): unknown {
  const { depositAddress, destinationChainId, failReason, inTxHashes = [], originChainId, txHashes = [] } = status
  const { updatedAt = 0 } = status
  const isRefund = status.status === 'refund'
  const toTransaction = (chainId: number | undefined) => (txHash: string, index: number) => ({
    txHash,
    chainId,
    // The transactions of a request don't move when the request does.
    timestamp: 1_765_989_800 + index,
    block: 20_000_000 + index,
    status: 'success',
  })
  const currency = (chainId: number | undefined) => ({
    currency: {
      chainId,
      address: '0x0000000000000000000000000000000000000000',
      symbol: 'ETH',
      name: 'Ether',
      decimals: 18,
      metadata: { logoURI: 'https://assets.relay.link/icons/1/light.png' },
    },
    amount: '1000000000000000000',
    amountFormatted: '1.0',
    amountUsd: '3000.00',
  })
  return {
    id: requestId,
    status: status.status,
    user: '0x03508bb71268bba25ecacc8f620e01866650532c',
    sender: '0x03508bb71268bba25ecacc8f620e01866650532c',
    recipient: '0x03508bb71268bba25ecacc8f620e01866650532c',
    refundTo: status['refundTo'] ?? '0x03508bb71268bba25ecacc8f620e01866650532c',
    requestType: 'Bridge',
    depositAddress: toDepositAddress(depositAddress),
    supersededByRequestId: status['supersededByRequestId'] ?? null,
    data: {
      failReason: failReason ?? null,
      refundFailReason: status['refundFailReason'] ?? null,
      timeEstimate: 12,
      inTxs: inTxHashes.map(toTransaction(originChainId)),
      outTxs: txHashes.map(toTransaction(isRefund ? originChainId : destinationChainId)),
      route: {
        quoted: {
          origin: { inputCurrency: currency(originChainId) },
          destination: { outputCurrency: currency(destinationChainId) },
        },
      },
    },
    createdAt: new Date(getCreatedAt(requestId) ?? 0).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
  }
}

/** The kind of an address is `type` here, and `depositAddressType` where a status is told. */
function toDepositAddress(address: unknown): unknown {
  if (typeof address !== 'object' || address === null) return null
  const { depositAddressType: type, ...others }: { readonly depositAddressType?: unknown } = address
  return { ...(type !== undefined && { type }), ...others }
}
