-- How ads, campaigns, products, placements and advertisers did, as the stream job tells it: a row a window, its newest
-- revision. It comes from performance-metrics, so it is traffic, too: it stays when views are emptied.
create table if not exists traffic.performance (
    entity               text        not null,  -- AD, CAMPAIGN, PRODUCT, PLACEMENT, ADVERTISER
    entity_id            text        not null,
    window_length        text        not null,  -- ONE_MINUTE, FIVE_MINUTES, ONE_HOUR, ONE_DAY
    window_start         timestamptz not null,
    window_end           timestamptz not null,
    business_day         date        not null,  -- in which the window begins
    revision             bigint      not null,
    complete             boolean     not null,  -- false while the window was still open
    through              timestamptz not null,  -- all that had come up to this time is in it
    impressions          bigint      not null,
    viewable_impressions bigint      not null,
    clicks               bigint      not null,  -- charged, the invalid among them
    invalid_clicks       bigint      not null,
    conversions          bigint      not null,
    revenue              bigint      not null,
    charged              bigint      not null,
    refunded             bigint      not null,
    primary key (entity, entity_id, window_length, window_start)
) with (fillfactor = 80);

-- To find what is old enough to go.
create index if not exists performance_by_time on traffic.performance using brin (window_start);
