-- Reads a value, or with a second key the pairs of a hash, of one database.
-- KEYS[1] key; ARGV[1] database, ARGV[2] GET | HGETALL
redis.call('SELECT', ARGV[1])
local found = redis.call(ARGV[2], KEYS[1])
if ARGV[2] == 'HGETALL' then
    return found
end
return {found or ''}
