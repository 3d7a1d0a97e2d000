import {
  checkOptions,
  createAskJson,
  createRedact,
  type Finality,
  getOwn,
  isRecord,
  isSameJson,
  isText,
  OnwireError,
  type Protocol,
  type Source,
  type State,
  toRecord,
  toText,
} from 'onwire/protocol'

/** One transfer, by the hash of its first transaction. */
export interface TransferTopic {
  readonly kind: 'transfer'
  readonly txHash: string
  /** The tool's key, such as `across`: LI.FI answers sooner with it. */
  readonly bridge?: string
}

/** A transfer, as plain JSON. All but its hash and its status may be missing. */
export interface Transfer {
  /** The hash that was asked for, as its topic's key has it. */
  readonly txHash: string
  /** A word that isn't known is kept, and is no end. */
  readonly status: 'NOT_FOUND' | 'INVALID' | 'PENDING' | 'DONE' | 'FAILED' | (string & {})
  readonly substatus?: string
  /** The reason, in the service's words. */
  readonly message?: string
  readonly sendingChainId?: number
  readonly receivingChainId?: number
  readonly receivingTxHash?: string
}

export interface LifiOptions {
  /** In query keys; `lifi` by default. */
  readonly id?: string
  /** `https://li.quest/v1` by default. */
  readonly apiUrl?: string | (() => string | Promise<string>)
  /** Sent as `x-lifi-api-key`. It belongs on a server: in a browser it throws. */
  readonly apiKey?: string
  readonly dangerouslyExposeApiKey?: boolean
  /** How long a failure whose refund is in progress stays provisional, in ms: 600 000 by default. */
  readonly refundGraceMs?: number
  /** `globalThis.fetch` by default. */
  readonly fetch?: typeof globalThis.fetch
}

export type LifiProtocol = Protocol<TransferTopic, Transfer> & { readonly name: 'lifi' }

/** The later one stands. An unknown word is taken for one that is under way. */
const ranks: Readonly<Record<string, number>> = { NOT_FOUND: 0, INVALID: 0, PENDING: 1, FAILED: 2, DONE: 3 }
const toRank = ({ status }: Transfer) => getOwn(ranks, status) ?? 1

/** Upper and lower case of a hexadecimal hash are one; of any other, as Solana's, they are two. */
const toHash = (hash: string) => (/^0x[\da-f]+$/i.test(hash) ? hash.toLowerCase() : hash)
const toKey = ({ bridge = '', txHash }: TransferTopic) => `${toHash(txHash)} ${bridge}`

/** Reads the body of `GET /status`; undefined where it isn't one. */
function readTransfer(topic: TransferTopic, body: unknown): Transfer | undefined {
  const { receiving, sending, status, substatus, substatusMessage } = toRecord(body)
  const { chainId: from } = toRecord(sending)
  const { chainId: to, txHash } = toRecord(receiving)
  if (!toText(status)) return undefined
  return toTransfer({
    txHash: toHash(topic.txHash),
    status,
    substatus: toText(substatus),
    message: toText(substatusMessage)?.slice(0, 500),
    sendingChainId: from,
    receivingChainId: to,
    receivingTxHash: toText(txHash),
  })
}

/** Takes the fields that are what they must be; undefined where the first two aren't. */
function toTransfer(value: unknown): Transfer | undefined {
  const { message, receivingChainId, receivingTxHash, sendingChainId, status, substatus, txHash } = toRecord(value)
  if (!isText(txHash) || !isText(status)) return undefined
  return {
    txHash,
    status,
    ...(isText(substatus) && { substatus }),
    ...(isText(message) && { message }),
    ...(Number.isSafeInteger(sendingChainId) && { sendingChainId: Number(sendingChainId) }),
    ...(Number.isSafeInteger(receivingChainId) && { receivingChainId: Number(receivingChainId) }),
    ...(isText(receivingTxHash) && { receivingTxHash }),
  }
}

/** The service tells no time. So the newest answer stands, unless a replica that lags gave it: see `isRepeated`. */
function merge(previous: Transfer | undefined, next: Transfer, how: Source<Transfer>): Transfer {
  if (!previous || isSameJson(previous, next)) return previous ?? next
  if (how.via === 'cache') return previous
  return toRank(next) >= toRank(previous) || how.isRepeated ? next : previous
}

function toFinality({ status, substatus }: Transfer, refundGraceMs: number): Finality {
  if (status === 'FAILED' && substatus === 'REFUND_IN_PROGRESS') return { afterMs: refundGraceMs }
  return status === 'DONE' || status === 'FAILED' ? 'final' : 'open'
}

/** LI.FI: each transfer, by `GET /status`. Nothing pushes it, so that there is no `live`. */
export function lifi(options: LifiOptions = {}): LifiProtocol {
  const { apiKey, apiUrl = 'https://li.quest/v1', fetch, id = 'lifi', refundGraceMs = 600_000 } = options
  checkOptions({ ...options, apiUrl }, 'lifi', id)
  const headers = apiKey ? { 'x-lifi-api-key': apiKey } : undefined
  const ask = createAskJson(id, apiUrl, headers ?? {}, { apiKey, fetch })

  const toState = (topic: TransferTopic): State<TransferTopic, Transfer> => ({
    fetch({ bridge, txHash }, { request }) {
      const query = { txHash, ...(bridge && { bridge }) }
      return request((signal) => ask('/status', query, (body) => readTransfer(topic, body), signal))
    },
    merge,
    hasMoved: (from, to) => from.status !== to.status || from.substatus !== to.substatus,
    finality: (transfer) => toFinality(transfer, refundGraceMs),
    revive(value) {
      const transfer = isRecord(value) ? toTransfer(value) : undefined
      return transfer?.txHash === toHash(topic.txHash) ? transfer : undefined
    },
  })

  return {
    id,
    name: 'lifi',
    // The SDK names no limit: see the README.
    requestsPerMinute: 60,
    key: toKey,
    fromKey(key) {
      const [txHash = '', bridge] = key.split(' ')
      return txHash ? { kind: 'transfer', txHash, ...(bridge && { bridge }) } : undefined
    },
    check: ({ bridge = '', txHash }) =>
      /^[\da-z]{20,100}$/i.test(txHash) && /^[\w.-]{0,60}$/.test(bridge)
        ? undefined
        : new OnwireError({ code: 'INVALID_TX_HASH', what: 'That is no transfer.', remedy: 'Pass its `txHash`.' }),
    redact: createRedact(apiKey),
    stateOf: toState,
  }
}
