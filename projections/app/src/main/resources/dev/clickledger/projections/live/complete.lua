-- A rebuild has caught up: from now on the view may be served.
-- KEYS[1] position of the rebuild, KEYS[2] position of the view; ARGV[1] where the rebuild must be
local found = redis.call('GET', KEYS[1])
if found ~= ARGV[1] then
    return found or ''
end
redis.call('SET', KEYS[2], found)
redis.call('DEL', KEYS[1])
return found
