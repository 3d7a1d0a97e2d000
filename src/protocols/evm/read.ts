import { isInteger, isText, isTexts, toRecord } from '../shared/guards.js'
import type { LogEvent } from './model.js'

/** A block's place on its chain. */
export interface Header {
  readonly height: number
  readonly hash: string
  readonly parentHash: string
  /** In unix seconds. */
  readonly time?: number | undefined
}

/** Reads the header of a block; undefined where there is none. */
export function toHeader(value: unknown): Header | undefined {
  const { hash, number, parentHash, timestamp } = toRecord(value)
  const [height, time] = [number, timestamp].map(toNumber)
  return height !== undefined && isHash(hash) && isHash(parentHash) ? { height, hash, parentHash, time } : undefined
}

/** Reads a log, under the names that all logs have here; undefined where it lacks its place on the chain. */
export function toLogEvent(value: unknown): LogEvent | undefined {
  const { address, blockHash, blockNumber, blockTimestamp, data, logIndex, topics, transactionHash, transactionIndex } =
    toRecord(value)
  const [height, offset, place, time] = [blockNumber, logIndex, transactionIndex, blockTimestamp].map(toNumber)
  if (height === undefined || offset === undefined || !isHash(blockHash) || !isHash(transactionHash)) return undefined
  return {
    block_height: height,
    log_offset: offset,
    tx_hash: transactionHash,
    block_hash: blockHash,
    ...(place !== undefined && { tx_offset: place }),
    ...(time !== undefined && time < 8.64e12 && { block_signed_at: new Date(time * 1000).toISOString() }),
    ...(isText(address) && { sender_address: address }),
    ...(isTexts(topics) && { raw_log_topics: topics }),
    ...(isText(data) && data.length <= maxLength && { raw_log_data: data }),
  }
}

/** Longer data of a log is left out, in characters. */
const maxLength = 100_000

/** Nodes write numbers as hexadecimal texts; a few as numbers. */
export function toNumber(value: unknown): number | undefined {
  const number = isText(value) && /^0x[\da-f]{1,14}$/i.test(value) ? Number(value) : value
  return isInteger(number) && number >= 0 ? number : undefined
}

export function isHash(value: unknown): value is string {
  return isText(value) && /^0x[\da-f]{64}$/i.test(value)
}
