-- The only truth for money, orders and matches. Rows are inserted, never updated or deleted.
CREATE TABLE events.event (
    -- The writing transaction and the place within it: the order in which events are read.
    tx           bigint      NOT NULL,
    position     bigint      GENERATED ALWAYS AS IDENTITY,
    sequence     bigint      NOT NULL CHECK (sequence >= 0),
    at           timestamptz NOT NULL,
    -- Time-ordered (UUID version 7).
    event_id     uuid        NOT NULL,
    -- Registered number and revision; the names and fields behind them are in the program's event layouts.
    type         smallint    NOT NULL,
    revision     smallint    NOT NULL,
    aggregate_id text        NOT NULL,
    -- CBOR: values by position, without field names.
    payload      bytea       NOT NULL,
    PRIMARY KEY (tx, position),
    -- Optimistic concurrency: of two writers that read the same state, one fails here.
    CONSTRAINT event_in_sequence UNIQUE (aggregate_id, sequence)
);

-- A dump restored into a younger cluster meets transaction ids that are behind those of its events. One row: what to add to
-- them, so that what is written next comes after all that is there (afterMigrate.sql sets it at a start).
CREATE TABLE events.transaction_shift (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    shift    bigint  NOT NULL
);
INSERT INTO events.transaction_shift (shift) VALUES (0);

-- The running transaction, as events are numbered by it.
CREATE FUNCTION events.transaction_number() RETURNS bigint LANGUAGE sql VOLATILE
    RETURN (SELECT pg_current_xact_id()::text::bigint + shift FROM events.transaction_shift);

-- Below it every transaction has ended: what is read below it is final.
CREATE FUNCTION events.settled_below() RETURNS bigint LANGUAGE sql STABLE
    RETURN (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint + shift FROM events.transaction_shift);

ALTER TABLE events.event ALTER COLUMN tx SET DEFAULT events.transaction_number();

-- Where loading an aggregate may begin instead of at its first event. A cache: any row may be deleted.
CREATE TABLE events.snapshot (
    aggregate_id text     NOT NULL PRIMARY KEY,
    -- Of the last event in it.
    sequence     bigint   NOT NULL,
    -- Of the form of the state.
    revision     smallint NOT NULL,
    state        bytea    NOT NULL
);

-- Every click that was decided, for as long as its token or a refund of it can turn up. A day of minting is a partition, so that
-- forgetting is a DROP. The primary key is what makes charging happen at most once.
CREATE TABLE events.click_register (
    click_id       uuid    NOT NULL PRIMARY KEY,
    -- Who clicked: the first 128 bits of SHA-256 over device and session.
    shopper        uuid    NOT NULL,
    -- What was charged; 0 when declined.
    amount         bigint  NOT NULL CHECK (amount >= 0),
    -- Of the event that says so, among those of the advertiser's balance.
    sequence       bigint  NOT NULL,
    business_day   date    NOT NULL,
    advertiser_id  text    NOT NULL,
    campaign_id    text    NOT NULL,
    decline_reason text,
    CHECK ((decline_reason IS NULL) = (amount > 0))
) PARTITION BY RANGE (click_id);

CREATE TABLE events.refund_register (
    click_id        uuid   NOT NULL PRIMARY KEY,
    amount          bigint NOT NULL CHECK (amount > 0),
    -- Of the event that says so, among those of the advertiser's balance.
    sequence        bigint NOT NULL,
    compensation_id text   NOT NULL
) PARTITION BY RANGE (click_id);

-- A payment credits once, for ever.
CREATE TABLE events.top_up_register (
    payment_reference text        NOT NULL PRIMARY KEY,
    advertiser_id     text        NOT NULL,
    amount            bigint      NOT NULL CHECK (amount > 0),
    vat_amount        bigint,
    method            text        NOT NULL,
    balance_after     bigint      NOT NULL,
    at                timestamptz NOT NULL
);

-- Messages that could not be handled, with the reason; kept until somebody retries or drops them.
CREATE TABLE events.dead_letter (
    topic         text        NOT NULL,
    partition     integer     NOT NULL,
    record_offset bigint      NOT NULL,
    record_key    text,
    payload       text,
    reason        text        NOT NULL,
    failed_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (topic, partition, record_offset)
);

-- A stray transaction delays every reader of events (they read below the oldest one in progress), so none lives long.
DO $$ BEGIN EXECUTE format('ALTER ROLE %I SET transaction_timeout = ''2500ms''', current_user); END $$;
