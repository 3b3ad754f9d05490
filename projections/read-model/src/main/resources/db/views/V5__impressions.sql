-- Impressions are traffic, not truth: they come from ad-events, not from the event store. What is counted here can't be
-- rebuilt from event 0, only from what the topic still holds. So it has a schema of its own, which stays when
-- views are emptied.
create schema if not exists traffic;

-- Ads served and viewable, by the business day (Asia/Seoul) on which they were served.
create table if not exists traffic.impression_total (
    campaign_id          text   not null,
    business_day         date   not null,
    ad_id                text   not null,
    impressions          bigint not null,
    viewable_impressions bigint not null,
    primary key (campaign_id, business_day, ad_id)
) with (fillfactor = 70);

-- What has been counted, so that a repeat is not: a row an impression, in a partition an hour of served ads. An hour goes
-- as a whole, some hours after its last impression.
create table if not exists traffic.counted_impression (
    click_id uuid    not null,
    viewable boolean not null,
    primary key (click_id, viewable)
) partition by range (click_id);

create table if not exists traffic.impression_hour (
    starts_at        timestamptz primary key,
    last_appended_at timestamptz not null,          -- by the broker's clock, to the minute
    forgotten        boolean     not null default false  -- its partition is gone, nothing of it is counted any more
);

-- How far each partition of a topic has been counted. It moves in the transaction that counts.
create table if not exists traffic.topic_progress (
    topic           text        not null,
    kafka_partition integer     not null,
    next_offset     bigint      not null,
    through         timestamptz not null,  -- the broker's time of the last record
    primary key (topic, kafka_partition)
);
