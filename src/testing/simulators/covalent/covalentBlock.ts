import { createRandom, hexDigits } from '../../kit/random.js'
import type { CovalentLogEvent, LogDraft } from './covalentLogEvent.js'

export interface CovalentBlock {
  readonly height: number
  readonly hash: string
  /** The service's clock, in milliseconds. */
  readonly signedAt: number
  /** In order of their offsets, which have holes: other contracts' logs stand between. */
  readonly logs: readonly CovalentLogEvent[]
}

export type BlockFacts = Omit<CovalentBlock, 'logs'>

/** A hash that depends on what is passed and on nothing else; another `fork` gives another block at the same height. */
export function toBlockHash(seed: number, chainId: number, height: number, fork: number): string {
  let state = seed
  for (const part of [chainId, height, fork]) state = Math.floor(createRandom(state ^ part).next() * 2 ** 32)
  return `0x${createRandom(state).text(64, hexDigits)}`
}

/** As the service writes times: to the second. */
export function toIsoTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}

export function toLogEvent(draft: LogDraft, block: BlockFacts, logOffset: number): CovalentLogEvent {
  const { hasBlockHash, tx_offset, tx_hash, ...rest } = draft
  return {
    block_signed_at: toIsoTime(block.signedAt),
    block_height: block.height,
    ...(hasBlockHash && { block_hash: block.hash }),
    tx_offset,
    log_offset: logOffset,
    tx_hash,
    ...rest,
  }
}

/** The log of a block that is no more, to stand in another one. */
export function toDraft(event: CovalentLogEvent): LogDraft {
  const { block_signed_at: _signedAt, block_height: _height, block_hash, log_offset: _offset, ...rest } = event
  return { ...rest, hasBlockHash: block_hash !== undefined }
}
