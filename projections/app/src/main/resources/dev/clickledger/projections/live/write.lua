-- Writes a batch of absolute values, and how far it reaches, as one.
-- KEYS[1]  where the position is kept
-- ARGV[1]  the position that the batch goes on from, ARGV[2] where it ends
-- ARGV[3…] four for each write: HSET key field value | HDEL key field - | SET key value - | SETEX key value seconds
-- Returns the position that was found: unless it is ARGV[1], nothing was written.
local found = redis.call('GET', KEYS[1])
if found ~= ARGV[1] then
    return found or ''
end
for i = 3, #ARGV, 4 do
    local write, key = ARGV[i], ARGV[i + 1]
    if write == 'HSET' then
        redis.call('HSET', key, ARGV[i + 2], ARGV[i + 3])
    elseif write == 'HDEL' then
        redis.call('HDEL', key, ARGV[i + 2])
    elseif write == 'SET' then
        redis.call('SET', key, ARGV[i + 2])
    else
        redis.call('SET', key, ARGV[i + 2], 'EX', ARGV[i + 3])
    end
end
redis.call('SET', KEYS[1], ARGV[2])
return found
