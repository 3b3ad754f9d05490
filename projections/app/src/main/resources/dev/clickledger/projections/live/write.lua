-- Writes a batch of absolute values, and how far it reaches, as one; to the view that is served, and publishes it, too.
-- KEYS[1] where the position is kept; of the view that is served also KEYS[2] how many batches were written, KEYS[3] its generation
-- ARGV[1] database, ARGV[2] the position that the batch goes on from, ARGV[3] where it ends, ARGV[4] seconds that days are kept,
-- ARGV[5] when its oldest event was stored, ARGV[6] channel,
-- ARGV[7] JSON array, four for each write: HSET key field value | HDEL key field - | SET key value - | DEL key - - | DAY key value - | DAYS key field value
-- ARGV[8] and ARGV[9] if at all: a key, and what it must still hold (nothing: that it is not there)
-- Returns the position that was found: unless it is ARGV[2], nothing was written. Empty when ARGV[8] holds something else.
redis.call('SELECT', ARGV[1])
local found = redis.call('GET', KEYS[1])
if found ~= ARGV[2] then
    return found or ''
end
if ARGV[8] and (redis.call('GET', ARGV[8]) or '') ~= ARGV[9] then
    return ''
end
local writes = cjson.decode(ARGV[7])
for i = 1, #writes, 4 do
    local write, key = writes[i], writes[i + 1]
    if write == 'HSET' then
        redis.call('HSET', key, writes[i + 2], writes[i + 3])
    elseif write == 'HDEL' then
        redis.call('HDEL', key, writes[i + 2])
    elseif write == 'SET' then
        redis.call('SET', key, writes[i + 2])
    elseif write == 'DEL' then
        redis.call('DEL', key)
    elseif write == 'DAY' then
        redis.call('SET', key, writes[i + 2], 'EX', ARGV[4])
    else
        redis.call('HSET', key, writes[i + 2], writes[i + 3])
        redis.call('EXPIRE', key, ARGV[4])
    end
end
redis.call('SET', KEYS[1], ARGV[3])
if KEYS[2] then
    local number = redis.call('INCR', KEYS[2])
    local generation = redis.call('GET', KEYS[3])
    redis.call('PUBLISH', ARGV[6],
        (generation or '-') .. ' ' .. number .. ' ' .. ARGV[2] .. ' ' .. ARGV[3] .. ' ' .. ARGV[5] .. '\n' .. ARGV[7])
end
return found
