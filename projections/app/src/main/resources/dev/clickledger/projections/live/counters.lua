-- Reads counters of one database as of one position.
-- KEYS[1] where the position is kept, KEYS[2] the view's generation, then the counters; ARGV[1] database
-- Returns a value a key, empty for what is not there.
redis.call('SELECT', ARGV[1])
local found = redis.call('MGET', unpack(KEYS))
for i = 1, #KEYS do
    found[i] = found[i] or ''
end
return found
