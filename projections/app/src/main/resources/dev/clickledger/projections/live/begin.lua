-- Begins a view at the first event, in its own database.
-- KEYS[1] position of the build, KEYS[2] generation; ARGV[1] its database, ARGV[2] its generation, ARGV[3] the first position
redis.call('SELECT', ARGV[1])
redis.call('FLUSHDB', 'ASYNC')
redis.call('SET', KEYS[2], ARGV[2])
redis.call('SET', KEYS[1], ARGV[3])
return ARGV[3]
