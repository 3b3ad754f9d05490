-- Views of the event store: only the projections write here, and every table can be emptied and
-- rebuilt from event 0 (together with the row of its subscription).
-- Amounts are whole won. A position is the offset of the event in events.event.

-- How far each subscription has read. It is saved in the transaction that writes what was read.
create table views.subscription (
    name              text primary key,
    position          text   not null,            -- transaction:offset
    publication       bigint not null default 0,  -- running number of the last record published
    published_through timestamptz,                -- last heartbeat
    newest_event_at   timestamptz
);

create table views.advertiser (
    advertiser_id                text primary key,
    name                         text        not null,
    business_registration_number text        not null,
    contract_document_url        text        not null,
    status                       text        not null,
    spending                     text        not null,
    reason                       text,
    registered_at                timestamptz not null,
    updated_at                   timestamptz not null,
    position                     bigint      not null
);
create index advertiser_by_time on views.advertiser (registered_at, advertiser_id);

create table views.campaign (
    campaign_id       text primary key,
    advertiser_id     text        not null,
    name              text        not null,
    status            text        not null,
    reason            text,
    starts_at         timestamptz not null,
    ends_at           timestamptz,
    daily_budget      bigint      not null,
    total_budget      bigint,
    products          text        not null check (products is json array),
    bids              text        not null check (bids is json array),
    keywords          text        not null check (keywords is json array),
    negative_keywords text        not null check (negative_keywords is json array),
    targeting         text        not null check (targeting is json object),
    drafted_at        timestamptz not null,
    updated_at        timestamptz not null,
    position          bigint      not null
);
create index campaign_by_time on views.campaign (drafted_at, campaign_id);
create index campaign_by_advertiser on views.campaign (advertiser_id, drafted_at, campaign_id);

-- The rank lists of Redis once more, for lookups while Redis has nothing.
create table views.rank_entry (
    rank_key text not null,
    ad_id    text not null,
    entry    text not null,
    primary key (rank_key, ad_id)
);

create table views.balance (
    advertiser_id text primary key,
    amount        bigint      not null,
    updated_at    timestamptz not null,
    position      bigint      not null
);

-- What a campaign has spent on a business day; in total where the day is 'total'.
create table views.campaign_spend (
    campaign_id text   not null,
    day         text   not null,
    spent       bigint not null,
    position    bigint not null,
    primary key (campaign_id, day)
);

create table views.ledger_entry (
    position          bigint primary key,
    advertiser_id     text        not null,
    kind              text        not null,
    amount            bigint      not null,  -- signed: a charge is negative
    balance_after     bigint      not null,
    click_id          uuid,
    campaign_id       text,
    ad_id             text,
    product_id        text,
    compensation_id   text,
    payment_reference text,
    reason            text,
    business_day      date,
    at                timestamptz not null
);
create index ledger_entry_by_advertiser on views.ledger_entry (advertiser_id, position);
create index ledger_refund_by_campaign on views.ledger_entry (campaign_id, at) where kind = 'REFUND';

create table views.click (
    click_id       uuid primary key,
    position       bigint      not null,
    auction_id     uuid        not null,
    advertiser_id  text        not null,
    campaign_id    text        not null,
    ad_id          text        not null,
    product_id     text        not null,
    placement      text        not null,
    category       text        not null,
    outcome        text        not null,
    decline_reason text,
    amount         bigint      not null,
    business_day   date        not null,
    at             timestamptz not null
);
create index click_by_campaign on views.click (campaign_id, at);

create table views.orders (
    order_id        text primary key,
    event_id        text        not null,
    conversion_type text        not null,
    status          text        not null,
    ordered_at      timestamptz not null,
    updated_at      timestamptz not null,
    position        bigint      not null
);

create table views.order_line (
    order_id       text    not null,
    line_id        text    not null,
    product_id     text    not null,
    quantity       integer not null,
    revenue_amount bigint  not null,
    primary key (order_id, line_id)
);

-- What is left of a product's revenue after cancellations.
create table views.order_product (
    order_id       text   not null,
    product_id     text   not null,
    revenue_amount bigint not null,
    primary key (order_id, product_id)
);

create table views.conversion (
    conversion_id  text primary key,
    order_id       text        not null,
    product_id     text        not null,
    click_id       uuid        not null,
    ad_id          text        not null,
    campaign_id    text        not null,
    advertiser_id  text        not null,
    revenue_amount bigint      not null,  -- zero once retracted
    status         text        not null,
    clicked_at     timestamptz not null,
    ordered_at     timestamptz not null,
    matched_at     timestamptz not null,
    updated_at     timestamptz not null,
    position       bigint      not null
);
create index conversion_by_order on views.conversion (order_id, product_id);
create index conversion_by_campaign on views.conversion (campaign_id, clicked_at);
