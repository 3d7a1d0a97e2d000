import type { Clock } from '../../core/contract/environment.js'
import { isText } from '../../protocols/shared/guards.js'
import { withTimeout } from './commandTimeout.js'
import type { RedisClient } from './redisClient.js'
import { field, readPieces } from './streamPieces.js'

export type SendCommand = (args: readonly string[]) => Promise<unknown>

/** Sends commands to Redis. Rejects while the client isn't ready, and where an answer takes longer than `commandMs`. */
export function createSendCommand(
  client: Pick<RedisClient, 'isReady' | 'sendCommand'>,
  clock: Clock,
  commandMs: number,
): SendCommand {
  return async (args) => {
    if (!client.isReady) throw new Error('Redis is away.')
    return withTimeout(clock, commandMs, client.sendCommand(args))
  }
}

/** Reads the id of the stream's newest piece. An empty stream gets a note, so that a cursor exists before an entry. */
export async function readNewestId(sendCommand: SendCommand, stream: string): Promise<string> {
  const [piece] = readPieces(await sendCommand(['XREVRANGE', stream, '+', '-', 'COUNT', '1']))
  if (piece) return piece.id
  const id = await sendCommand(['XADD', stream, '*', field.note, 'begin'])
  if (!isText(id)) throw new Error('Redis answered XADD with something else than an id.')
  return id
}
