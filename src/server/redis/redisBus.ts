import type { Bus, BusEvents, BusMember, BusNews } from '../bus/bus.js'
import { createServerEnvironment } from '../environment.js'
import { isText } from '../../protocols/shared/guards.js'
import { createStreamReader } from './streamReader.js'
import { createMembership } from './membership.js'
import { createStreamReplay } from './streamReplay.js'
import { createStreamTail } from './streamTail.js'
import { compareIds, field, readPieces } from './streamPieces.js'
import { checkRedisClient, type RedisClient } from './redisClient.js'
import { addOnceScript } from './redisScripts.js'
import { withTimeout } from './commandTimeout.js'

export interface RedisBusOptions {
  /** What the names of its keys begin with: apps that share a Redis need their own. On a cluster in braces, which keep all keys in one slot. "{onwire}" by default. */
  readonly prefix?: string | undefined
  /** About how many entries, of all topics together, Redis keeps: an instance that was cut off goes on within them. Readers are replayed the newest 10 000. 100 000 by default. */
  readonly maxEntries?: number | undefined
  /** How long whoever dies keeps its leases and its wishes, in ms. 10 000 by default; beats are three times as frequent. */
  readonly leaseMs?: number | undefined
  /** How long Redis may take for a command until it counts as away, in ms. 5 000 by default. */
  readonly commandMs?: number | undefined
}

/** How many of the newest entries each member keeps at least, and replays. */
const tailLength = 10_000

/**
 * The bus of several instances, on one Redis (7 and later are tried): a stream, from which every member reads everything.
 *
 * - An entry's id is the stream's. A cursor is good as long as the entry that it names is among the newest 10 000, and still there.
 * - While Redis is away nothing is taken. Afterwards each member goes on where it stopped; where Redis has forgotten that place,
 *   `lost` is told.
 * - What is published again, because nobody answered, is there once: give `publish` the same object.
 */
export function redisBus(client: RedisClient, options: RedisBusOptions = {}): Bus {
  const { prefix = '{onwire}', maxEntries = 100_000, leaseMs = 10_000, commandMs = 5_000 } = options
  checkRedisClient(client, 'redisBus', 'sendCommand', 'duplicate')
  const { clock } = createServerEnvironment()
  const stream = `${prefix}:stream`

  function join(instance: string, on: BusEvents): BusMember {
    const tail = createStreamTail(tailLength)
    /** What was sent and never answered: its name, and after which id to look for it. */
    const tried = new WeakMap<BusNews, { readonly name: string; readonly since: string }>()
    let isAway = false
    let isOver = false
    let hasOpened: (() => void) | undefined
    let stopBeat: (() => void) | undefined
    const opened = new Promise<void>((resolve) => {
      hasOpened = resolve
    })

    async function sendCommand(args: readonly string[]): Promise<unknown> {
      if (!client.isReady) throw new Error('Redis is away.')
      return withTimeout(clock, commandMs, client.sendCommand(args))
    }

    /** What fails on one connection fails the whole member, until both of them work. */
    function failMember(cause: unknown): never {
      streamReader.restart()
      throw cause
    }

    async function waitUntilOpen() {
      if (isAway || isOver) throw new Error('Redis is away.')
      if (streamReader.getLastId() === undefined) await withTimeout(clock, commandMs, opened)
    }

    async function getNewestId(): Promise<string> {
      const [piece] = readPieces(await sendCommand(['XREVRANGE', stream, '+', '-', 'COUNT', '1']))
      if (piece) return piece.id
      // So that there is a cursor before there is an entry.
      const id = await sendCommand(['XADD', stream, '*', field.note, 'begin'])
      if (!isText(id)) throw new Error('Redis answered XADD with something else than an id.')
      return id
    }

    const membership = createMembership({
      clock,
      instance,
      prefix,
      stream,
      leaseMs,
      maxEntries,
      command: sendCommand,
      on: { wanted: (topics) => on.wanted(topics), lease: (protocol, isHeld) => on.lease(protocol, isHeld) },
    })

    function sendBeat() {
      stopBeat?.()
      stopBeat = isOver ? undefined : clock.after(leaseMs / 3, sendBeat)
      if (!isAway && streamReader.getLastId() !== undefined) membership.beat().catch(() => streamReader.restart())
    }

    const streamReader = createStreamReader({
      clock,
      client,
      stream,
      commandMs,
      getNewestId,
      proveWritable(isFirst) {
        if (!isFirst) membership.setRecovered()
        return membership.beat()
      },
      on: {
        piece(piece) {
          tail.add(piece)
          if (piece.entry) on.entry(piece.entry)
          else sendBeat()
        },
        open(isLost) {
          const wasAway = isAway
          const last = streamReader.getLastId()
          isAway = false
          hasOpened?.()
          if (isLost) tail.clear()
          else if (last !== undefined) tail.begin(last)
          if (wasAway) on.degraded(false)
          if (isLost) on.lost()
          sendBeat()
        },
        away() {
          isAway = true
          on.degraded(true)
        },
      },
    })

    const replay = createStreamReplay({ stream, tail, command: sendCommand, getLastId: streamReader.getLastId })

    return {
      async publish(news) {
        await waitUntilOpen()
        const before = tried.get(news)
        const { since, name } = before ?? { name: crypto.randomUUID(), since: streamReader.getLastId() ?? '-' }
        tried.set(news, { name, since })
        const json = JSON.stringify(news)
        const args = before
          ? ['EVAL', addOnceScript, '1', stream, since, name, `${maxEntries}`, json]
          : ['XADD', stream, 'MAXLEN', '~', `${maxEntries}`, '*', field.entry, json, field.name, name]
        await sendCommand(args).catch(failMember)
        tried.delete(news)
      },
      async getCursor() {
        await waitUntilOpen()
        // What is wanted is to be known before: news from this cursor on are brought by whoever holds the lease.
        await membership.saveWanted().catch(failMember)
        return getNewestId().catch(failMember)
      },
      async replay(topics, after) {
        await waitUntilOpen()
        return replay(topics, after)
      },
      compare: compareIds,
      want(topics) {
        membership.want(topics)
        sendBeat()
      },
      lease(protocols) {
        membership.lease(protocols)
        sendBeat()
      },
      leave() {
        if (isOver) return
        isOver = true
        stopBeat?.()
        streamReader.close()
        return membership.leave()
      },
    }
  }

  return { join }
}
