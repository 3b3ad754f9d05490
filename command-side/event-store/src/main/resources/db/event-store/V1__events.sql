-- The only truth for money, orders and matches. Rows are inserted, never updated or deleted.
CREATE TABLE events.event (
    -- The writing transaction and the place within it: the order in which events are read.
    tx           xid8        NOT NULL DEFAULT pg_current_xact_id(),
    position     bigint      GENERATED ALWAYS AS IDENTITY,
    event_id     uuid        NOT NULL,
    aggregate_id text        NOT NULL,
    sequence     bigint      NOT NULL CHECK (sequence >= 0),
    type         text        NOT NULL,
    revision     integer     NOT NULL,
    at           timestamptz NOT NULL,
    payload      text        NOT NULL,
    PRIMARY KEY (tx, position),
    -- Optimistic concurrency: of two writers that read the same state, one fails here.
    CONSTRAINT event_in_sequence UNIQUE (aggregate_id, sequence)
);

-- Every click that was decided, for as long as its token or a refund of it can turn up. A day of minting is a partition, so that
-- forgetting is a DROP. The primary key is what makes charging happen at most once.
CREATE TABLE events.click_register (
    click_id       uuid    NOT NULL PRIMARY KEY,
    advertiser_id  text    NOT NULL,
    campaign_id    text    NOT NULL,
    -- Who clicked: the first 128 bits of SHA-256 over device and session.
    shopper        uuid    NOT NULL,
    -- What was charged; 0 when declined.
    amount         bigint  NOT NULL CHECK (amount >= 0),
    decline_reason text,
    business_day   date    NOT NULL,
    CHECK ((decline_reason IS NULL) = (amount > 0))
) PARTITION BY RANGE (click_id);

CREATE TABLE events.refund_register (
    click_id        uuid   NOT NULL PRIMARY KEY,
    compensation_id text   NOT NULL,
    amount          bigint NOT NULL CHECK (amount > 0)
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
DO $$ BEGIN EXECUTE format('ALTER ROLE %I SET transaction_timeout = ''3s''', current_user); END $$;
