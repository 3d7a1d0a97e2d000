import type { RelayAmount, RelayFacts, RelayLeg, RelayStatus } from './model.js'
import { toRelayStatus } from './read.js'
import { isRefund } from './status.js'
import { isInteger, isRecord, isText, isTime, toLength, toRecord, toText } from '../shared/guards.js'

/** Far more than any request's transactions. */
const maxLegs = 50
/** Longer texts are no facts of a request's. */
const maxText = 500
/** A request that says more is none, in characters. */
const maxLength = 100_000

/**
 * Reads one request of `GET /requests/v3`. Undefined where it is none. A fact that can't be read is left out.
 *
 * - `updatedAt` is a date in RFC 3339, and transactions have seconds.
 * - A refund to the depositor may be told as two transactions: the second is none of the user's.
 */
export function readRequest(answer: unknown): RelayStatus | undefined {
  if (toLength(answer) > maxLength) return undefined
  const { data: received, depositAddress, id, refundTo, status, supersededByRequestId, updatedAt } = toRecord(answer)
  if (!isText(status)) return undefined
  const data = toRecord(received)
  const out = readLegs(data['outTxs'], 'out')
  const legs = [...readLegs(data['inTxs'], 'in'), ...(isRefund(status) ? out.slice(0, 1) : out)]
  const { received: receivedAmount, sent } = readAmounts(data['route'])
  const hashesOf = (side: RelayLeg['side']) => legs.flatMap((leg) => (leg.side === side ? [leg.txHash] : []))
  const chainOf = (side: RelayLeg['side']) => legs.find((leg) => leg.side === side)?.chainId
  const at = isText(updatedAt) ? Date.parse(updatedAt) : undefined
  const read = toRelayStatus({
    requestId: id,
    status,
    supersededByRequestId,
    inTxHashes: hashesOf('in'),
    txHashes: hashesOf('out'),
    originChainId: chainOf('in') ?? sent?.chainId,
    // The chain of a refund isn't the destination.
    destinationChainId: receivedAmount?.chainId ?? (isRefund(status) ? undefined : chainOf('out')),
    updatedAt: isTime(at) ? at : undefined,
    failReason: data['failReason'],
    refundFailReason: data['refundFailReason'],
    refundTo: toFact(refundTo),
    depositAddress: readDepositAddress(depositAddress),
  })
  const { timeEstimate } = data
  return (
    read &&
    addFacts(read, {
      ...(legs.length > 0 && { legs }),
      ...(sent && { sent }),
      ...(receivedAmount && { received: receivedAmount }),
      ...(typeof timeEstimate === 'number' && timeEstimate >= 0 && { timeEstimate }),
    })
  )
}

type Facts = Pick<RelayFacts, 'legs' | 'received' | 'sent' | 'timeEstimate'>

/** Adds them to the change that tells them, too: merging takes facts from there. */
function addFacts(status: RelayStatus, facts: Facts): RelayStatus {
  return { ...status, ...facts, history: status.history.map((change) => ({ ...change, ...facts })) }
}

function toFact(value: unknown): string | undefined {
  const text = toText(value)
  return text && text.length <= maxText ? text : undefined
}

function readLegs(all: unknown, side: RelayLeg['side']): readonly RelayLeg[] {
  if (!Array.isArray(all)) return []
  return all.slice(0, maxLegs).flatMap((each: unknown) => {
    const { block, chainId, status: received, timestamp, txHash } = toRecord(each)
    const [hash, status] = [toFact(txHash), toFact(received)]
    if (!hash) return []
    const at = Number(timestamp) * 1000
    const leg: RelayLeg = {
      side,
      txHash: hash,
      ...(isInteger(chainId) && { chainId }),
      ...(isTime(at) && { at }),
      ...(isInteger(block) && { block }),
      ...(status && { status }),
    }
    return [leg]
  })
}

/** The actual amounts, or else the quoted ones. Of a swap on one chain what was received stands at the origin. */
function readAmounts(received: unknown): { sent: RelayAmount | undefined; received: RelayAmount | undefined } {
  const { actual, quoted } = toRecord(received)
  const sides = [actual, quoted].map(toRecord).map(({ destination, origin }) => ({
    destination: toRecord(destination)['outputCurrency'],
    origin: toRecord(origin),
  }))
  const find = (all: readonly unknown[]) => all.map(readAmount).find((amount) => amount)
  return {
    sent: find(sides.map(({ origin }) => origin['inputCurrency'])),
    received:
      find(sides.map(({ destination }) => destination)) ?? find(sides.map(({ origin }) => origin['outputCurrency'])),
  }
}

function readAmount(received: unknown): RelayAmount | undefined {
  if (!isRecord(received)) return undefined
  const { amount, amountFormatted, amountUsd, currency } = received
  const { address, chainId, decimals, name, symbol } = toRecord(currency)
  const texts = Object.entries({ amount, amountFormatted, amountUsd, address, symbol, name }).flatMap(
    ([field, value]) => (toFact(value) ? [[field, value] as const] : []),
  )
  const numbers = Object.entries({ chainId, decimals }).filter(([, value]) => isInteger(value))
  const read: RelayAmount = Object.fromEntries([...texts, ...numbers])
  return texts.length > 0 ? read : undefined
}

/** The status names the kind of an address `depositAddressType`; here it is `type`. */
function readDepositAddress(received: unknown): unknown {
  if (!isRecord(received)) return undefined
  const { type, ...others } = received
  return { ...others, ...(isText(type) && { depositAddressType: type }) }
}
