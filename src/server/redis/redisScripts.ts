/**
 * Adds an entry, unless an earlier attempt added it whose answer was lost.
 * KEYS: stream. ARGV: since which id, its name, bound, fields.
 */
export const addOnceScript: string = `
for _, piece in ipairs(redis.call('XRANGE', KEYS[1], ARGV[1], '+')) do
  if piece[2][4] == ARGV[2] then return piece[1] end
end
return redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[3], '*', 'e', ARGV[4], 'n', ARGV[2])
`

/**
 * Renews a member's interests and leases by one beat, and notes for the other members that interests have changed.
 * KEYS: stream, members, interests, version, leases.
 * ARGV: instance, ms, bound, the member's version, interests or "", and for each lease 1 if it may be acquired.
 * Answers the version, the leases held (1 or 0), and all interests if the version is newer than the member's.
 * Answers nothing where it needs the member's own interests.
 */
export const beatScript: string = `
if redis.replicate_commands then redis.replicate_commands() end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local changed = false
local before = redis.call('HGET', KEYS[3], ARGV[1])
if ARGV[5] == '' and not before then return {} end
redis.call('ZADD', KEYS[2], now + ARGV[2], ARGV[1])
if ARGV[5] ~= '' and ARGV[5] ~= before then
  redis.call('HSET', KEYS[3], ARGV[1], ARGV[5])
  changed = true
end
for _, gone in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now)) do
  redis.call('ZREM', KEYS[2], gone)
  redis.call('HDEL', KEYS[3], gone)
  changed = true
end
local version = redis.call('GET', KEYS[4])
if changed or not version then
  version = time[1] .. '.' .. time[2]
  redis.call('SET', KEYS[4], version)
  redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[3], '*', 'c', 'wanted')
end
local held = {}
for i = 5, #KEYS do
  local holder = redis.call('GET', KEYS[i])
  if holder == ARGV[1] then
    redis.call('PEXPIRE', KEYS[i], ARGV[2])
    held[i - 4] = 1
  elseif not holder and ARGV[i + 1] == '1' then
    redis.call('SET', KEYS[i], ARGV[1], 'PX', ARGV[2], 'NX')
    held[i - 4] = 1
  else
    held[i - 4] = 0
  end
end
if version == ARGV[4] then return { version, held } end
return { version, held, redis.call('HVALS', KEYS[3]) }
`

/**
 * Removes a member, and notes it for the others, so that they take over at once.
 * KEYS: stream, members, interests, version, leases. ARGV: instance, bound.
 */
export const leaveScript: string = `
if redis.replicate_commands then redis.replicate_commands() end
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('HDEL', KEYS[3], ARGV[1])
redis.call('DEL', KEYS[4])
for i = 5, #KEYS do
  if redis.call('GET', KEYS[i]) == ARGV[1] then redis.call('DEL', KEYS[i]) end
end
return redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[2], '*', 'c', 'left')
`
