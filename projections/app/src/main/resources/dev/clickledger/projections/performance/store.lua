-- Stores windows of performance, each under its key unless a newer one is there: one that begins later, or a higher
-- revision of the same.
-- ARGV[1] database, ARGV[2] JSON array of {key, window start, revision, milliseconds to live, fields and values …}
redis.call('SELECT', ARGV[1])
for _, write in ipairs(cjson.decode(ARGV[2])) do
    local key, start, revision = write[1], write[2], write[3]
    local found = redis.call('HMGET', key, 'start', 'revision')
    local foundStart = tonumber(found[1] or '-1')
    if start > foundStart or (start == foundStart and revision > tonumber(found[2])) then
        redis.call('DEL', key)
        redis.call('HSET', key, 'start', string.format('%.0f', start), 'revision', string.format('%.0f', revision),
            unpack(write, 5))
        redis.call('PEXPIRE', key, string.format('%.0f', write[4]))
    end
end
return redis.status_reply('OK')
