-- Reads rank lists with all that limits their ads, and where the view is: all at one moment.
-- KEYS rank lists
-- ARGV[1] position, ARGV[2] generation, ARGV[3] number of batches (their keys), ARGV[4] … [7] prefixes of facts, budgets and balances
-- and the suffix of totals, ARGV[8] business day, ARGV[9…] all days of its month
-- Returns {generation, number, position, lists, campaigns, balances}: each list its fields and values, of each campaign
-- its id, facts, what it spent on the day and in total, and with a limit of a month {day, spent, …}; of each advertiser id and balance.
local position = redis.call('GET', ARGV[1])
local lists, campaigns, balances, seen = {}, {}, {}, {}
for i = 1, #KEYS do
    local fields = redis.call('HGETALL', KEYS[i])
    lists[i] = fields
    for j = 1, #fields, 2 do
        local id = string.match(fields[j], '^%S+')
        if not seen[id] then
            seen[id] = true
            local facts = redis.call('GET', ARGV[4] .. id) or ''
            local advertiser, mode = string.match(facts, '^([^\t]*)\t([^\t]*)')
            local month = {}
            if mode == 'AVERAGED' then
                for d = 9, #ARGV do
                    local spent = redis.call('GET', ARGV[5] .. id .. ':' .. ARGV[d])
                    if spent then
                        month[#month + 1] = ARGV[d]
                        month[#month + 1] = spent
                    end
                end
            end
            campaigns[#campaigns + 1] = {
                id, facts,
                redis.call('GET', ARGV[5] .. id .. ':' .. ARGV[8]) or '0',
                redis.call('GET', ARGV[5] .. id .. ':' .. ARGV[7]) or '0',
                month}
            if advertiser and not balances[advertiser] then
                balances[advertiser] = redis.call('GET', ARGV[6] .. advertiser) or '0'
            end
        end
    end
end
local flat = {}
for advertiser, balance in pairs(balances) do
    flat[#flat + 1] = advertiser
    flat[#flat + 1] = balance
end
return {redis.call('GET', ARGV[2]) or '', redis.call('GET', ARGV[3]) or '', position or '', lists, campaigns, flat}
