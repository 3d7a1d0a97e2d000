import type { Clock } from '../../core/contract/environment.js'
import type { BusEvents, BusMember } from '../bus/bus.js'
import { createAvailability } from './availability.js'
import { createByteWindow } from './byteWindow.js'
import { createMembership } from './membership.js'
import { createPublisher } from './publisher.js'
import type { RedisClient } from './redisClient.js'
import { createSendCommand, readNewestId, type SendCommand } from './redisCommands.js'
import { compareIds, field, type StreamPiece } from './streamPieces.js'
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
  readonly maxBytes: number
  readonly maxAgeMs: number
  readonly leaseMs: number
  readonly commandMs: number
}

/** The number of newest entries that each member keeps at least, and replays. */
const tailLength = 10_000

/** One instance on the bus: it reads the stream, beats, publishes and replays. */
export function createRedisMember(options: RedisMemberOptions): BusMember {
  const { client, clock, commandMs, leaseMs, maxAgeMs, maxBytes, maxEntries, on, prefix } = options
  const stream = `${prefix}:stream`
  const tail = createStreamTail(tailLength, maxBytes)
  const byteWindow = createByteWindow(maxEntries, maxBytes)
  const availability = createAvailability(clock, commandMs)
  const sendCommand = createSendCommand(client, clock, commandMs)
  const getNewestId = () => readNewestId(sendCommand, stream)
  let stopBeat: (() => void) | undefined

  /** A failure of one connection fails the whole member, until both of them work. */
  function failMember(cause: unknown): never {
    streamReader.restart(cause)
    throw cause
  }

  function beatNow() {
    stopBeat?.()
    stopBeat = availability.isOver() ? undefined : clock.after(leaseMs / 3, beatNow)
    if (availability.isOpen()) membership.sendBeat().then(trimOld).catch(streamReader.restart)
  }

  function receivePiece(piece: StreamPiece) {
    tail.add(piece)
    if (piece.entry) byteWindow.add(piece.bytes)
    if (piece.entry) on.entry(piece.entry)
    else if ('message' in piece) on.message?.(piece.message)
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
    on: {
      piece: receivePiece,
      open: onOpen,
      away(cause) {
        availability.setAway()
        on.degraded(true, cause)
      },
    },
  })
  const { getLastId } = streamReader
  const sendOrFail = (args: readonly string[]) => sendCommand(args).catch(failMember)
  const trimOld = () => trimByAge(sendCommand, stream, getLastId(), maxAgeMs)
  const publish = createPublisher({ ...byteWindow, stream, sendCommand: sendOrFail, getLastId })
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
      return streamReader.catchUp().catch(failMember)
    },
    replay: (topics, after) => availability.waitUntilOpen().then(() => replay(topics, after)),
    compare: compareIds,
    want(topics) {
      membership.want(topics)
      beatNow()
    },
    lease(protocols) {
      membership.lease(protocols)
      beatNow()
    },
    send(message) {
      // Lost messages are sent again once the bus is back.
      if (availability.isOpen()) sendOrFail(toMessageCommand(stream, maxEntries, message)).catch(() => {})
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

function toMessageCommand(stream: string, maxEntries: number, message: unknown): readonly string[] {
  return ['XADD', stream, 'MAXLEN', '~', `${maxEntries}`, '*', field.message, JSON.stringify(message)]
}

/** Drops old entries. Redis measures their age: an id begins with the time of its addition, in ms. */
async function trimByAge(sendCommand: SendCommand, stream: string, lastId: string | undefined, maxAgeMs: number) {
  const minMs = Number(lastId?.split('-')[0]) - maxAgeMs
  if (minMs > 0) await sendCommand(['XTRIM', stream, 'MINID', '~', `${minMs}-0`])
}
