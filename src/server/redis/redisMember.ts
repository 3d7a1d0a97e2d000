import type { Clock } from '../../core/contract/environment.js'
import type { BusEvents, BusMember } from '../bus/bus.js'
import { createAvailability } from './availability.js'
import { createMembership } from './membership.js'
import { createPublisher } from './publisher.js'
import type { RedisClient } from './redisClient.js'
import { createSendCommand, readNewestId } from './redisCommands.js'
import { compareIds, type StreamPiece } from './streamPieces.js'
import { createStreamReader } from './streamReader.js'
import { createStreamReplay } from './streamReplay.js'
import { createStreamTail } from './streamTail.js'

export interface RedisMemberOptions {
  readonly client: RedisClient
  readonly clock: Clock
  readonly instance: string
  readonly on: BusEvents
  readonly prefix: string
  readonly maxEntries: number
  readonly leaseMs: number
  readonly commandMs: number
}

/** The number of newest entries that each member keeps at least, and replays. */
const tailLength = 10_000

/** One instance on the bus: it reads the stream, beats, publishes and replays. */
export function createRedisMember(options: RedisMemberOptions): BusMember {
  const { client, clock, commandMs, leaseMs, maxEntries, on, prefix } = options
  const stream = `${prefix}:stream`
  const tail = createStreamTail(tailLength)
  const availability = createAvailability(clock, commandMs)
  const sendCommand = createSendCommand(client, clock, commandMs)
  const getNewestId = () => readNewestId(sendCommand, stream)
  let stopBeat: (() => void) | undefined

  /** A failure of one connection fails the whole member, until both of them work. */
  function failMember(cause: unknown): never {
    streamReader.restart()
    throw cause
  }

  function beatNow() {
    stopBeat?.()
    stopBeat = availability.isOver() ? undefined : clock.after(leaseMs / 3, beatNow)
    if (availability.isOpen()) membership.sendBeat().catch(() => streamReader.restart())
  }

  function receivePiece(piece: StreamPiece) {
    tail.add(piece)
    if (piece.entry) on.entry(piece.entry)
    else beatNow()
  }

  function onOpen(isLost: boolean) {
    const last = streamReader.getLastId()
    const wasAway = availability.setOpen()
    if (isLost) tail.clear()
    else if (last !== undefined) tail.begin(last)
    if (wasAway) on.degraded(false)
    if (isLost) on.lost()
    beatNow()
  }

  function onAway() {
    availability.setAway()
    on.degraded(true)
  }

  const membership = createMembership({ ...options, stream, sendCommand })
  const streamReader = createStreamReader({
    clock,
    client,
    stream,
    commandMs,
    getNewestId,
    proveWritable(isFirst) {
      if (!isFirst) membership.setRecovered()
      return membership.sendBeat()
    },
    on: { piece: receivePiece, open: onOpen, away: onAway },
  })
  const { getLastId } = streamReader
  const sendOrFail = (args: readonly string[]) => sendCommand(args).catch(failMember)
  const publish = createPublisher({ stream, maxEntries, sendCommand: sendOrFail, getLastId })
  const replay = createStreamReplay({ stream, tail, sendCommand, getLastId })

  return {
    async publish(news) {
      await availability.waitUntilOpen()
      await publish(news)
    },
    async getCursor() {
      await availability.waitUntilOpen()
      // Interests are saved first: from this cursor on the holder of the lease brings their news.
      await membership.saveWanted().catch(failMember)
      return getNewestId().catch(failMember)
    },
    async replay(topics, after) {
      await availability.waitUntilOpen()
      return replay(topics, after)
    },
    compare: compareIds,
    want(topics) {
      membership.want(topics)
      beatNow()
    },
    lease(protocols) {
      membership.lease(protocols)
      beatNow()
    },
    leave() {
      if (availability.isOver()) return
      availability.setOver()
      stopBeat?.()
      streamReader.close()
      return membership.leave()
    },
  }
}
