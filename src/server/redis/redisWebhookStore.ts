import { isText, isTexts } from '../../protocols/shared/guards.js'
import { createServerEnvironment } from '../environment.js'
import type { WebhookClaim, WebhookStore } from '../webhooks/webhookStore.js'
import { checkRedisClient, type RedisClient } from './redisClient.js'
import { createSendCommand } from './redisCommands.js'

export interface RedisWebhookStoreOptions {
  /** Begins the names of its keys, on a cluster in braces. "{onwire}" by default. */
  readonly prefix?: string | undefined
  /** The time that a handled event is remembered, in ms: longer than the handler's `toleranceMs`. 26 h by default. */
  readonly doneMs?: number | undefined
  /** The time after which a dead owner loses its claim, in ms. 10 000 by default; a living one renews it. */
  readonly claimMs?: number | undefined
  /** The time that Redis may take for a command, in ms. 5 000 by default. */
  readonly commandMs?: number | undefined
}

/**
 * A store for several instances: an event that one has handled, no other handles again.
 *
 * - A claim is one atomic step in Redis. The handler renews it while `onEvent` runs. It ends with
 *   `release`, or `claimMs` after its owner died.
 * - Rejects while Redis is away.
 */
export function redisWebhookStore(
  client: Pick<RedisClient, 'isReady' | 'sendCommand'>,
  options: RedisWebhookStoreOptions = {},
): WebhookStore {
  const { prefix = '{onwire}', doneMs = 26 * 3_600_000, claimMs = 10_000, commandMs = 5_000 } = options
  checkRedisClient(client, 'redisWebhookStore', 'sendCommand')
  const { clock } = createServerEnvironment()
  const toKey = (id: string) => `${prefix}:webhook:${id}`

  const sendCommand = createSendCommand(client, clock, commandMs)

  return {
    async claim({ id, requestId, updatedAt }, owner) {
      const keys = [toKey(id), `${prefix}:webhook-newest:${requestId}`]
      const args = [owner, `${claimMs}`, `${updatedAt ?? ''}`, `${doneMs}`]
      return readClaim(await sendCommand(['EVAL', claimScript, '2', ...keys, ...args]))
    },
    renewMs: claimMs / 3,
    async renew({ id }, owner) {
      await sendCommand(['EVAL', renewScript, '1', toKey(id), owner, `${claimMs}`])
    },
    async release({ id }, owner, isDone) {
      await sendCommand(['EVAL', releaseScript, '1', toKey(id), owner, isDone ? `${doneMs}` : ''])
    },
  }
}

function readClaim(reply: unknown): WebhookClaim {
  const [state, newestAt]: readonly unknown[] = isTexts(reply) ? reply : []
  if (state === 'busy' || state === 'done') return { state }
  if (state !== 'claimed') throw new Error('Redis answered a claim with something else.')
  return { state, ...(isText(newestAt) && { newestAt: Number(newestAt) }) }
}

/** KEYS: event, its request's newest time. ARGV: owner, ms of a claim, time or "", ms of what is done. */
const claimScript = `
local before = redis.call('GET', KEYS[1])
if before == 'done' then return { 'done' } end
if before and before ~= 'busy ' .. ARGV[1] then return { 'busy' } end
redis.call('SET', KEYS[1], 'busy ' .. ARGV[1], 'PX', ARGV[2])
local newest = redis.call('GET', KEYS[2])
if ARGV[3] ~= '' and (not newest or tonumber(ARGV[3]) > tonumber(newest)) then
  redis.call('SET', KEYS[2], ARGV[3], 'PX', ARGV[4])
end
if newest then return { 'claimed', newest } end
return { 'claimed' }
`

/** KEYS: event. ARGV: owner, ms of a claim. Answers 1 while the claim is the owner's. */
const renewScript = `
if redis.call('GET', KEYS[1]) ~= 'busy ' .. ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
`

/** KEYS: event. ARGV: owner, ms of what is done or "". */
const releaseScript = `
if redis.call('GET', KEYS[1]) ~= 'busy ' .. ARGV[1] then return 0 end
if ARGV[2] == '' then return redis.call('DEL', KEYS[1]) end
redis.call('SET', KEYS[1], 'done', 'PX', ARGV[2])
return 1
`
