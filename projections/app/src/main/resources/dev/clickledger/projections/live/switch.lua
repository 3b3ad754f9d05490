-- A build has caught up: it changes places with the view that is served, which is forgotten.
-- KEYS[1] position of the build, KEYS[2] position of a view, KEYS[3] how many batches were written
-- ARGV[1] database of the build, ARGV[2] of what is served, ARGV[3] where the build must be
-- Returns the position that the build was at: unless it is ARGV[3], nothing was done.
redis.call('SELECT', ARGV[1])
local found = redis.call('GET', KEYS[1])
if found ~= ARGV[3] then
    return found or ''
end
redis.call('SET', KEYS[2], found)
redis.call('SET', KEYS[3], 0)
redis.call('DEL', KEYS[1])
redis.call('SWAPDB', ARGV[1], ARGV[2])
redis.call('SELECT', ARGV[1])
redis.call('FLUSHDB', 'ASYNC')
return found
