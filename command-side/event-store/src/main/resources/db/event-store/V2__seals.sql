-- Batches of events that nobody can change any more unseen (docs/reference/seals.md). Rows are inserted, never updated or deleted.
CREATE TABLE events.seal (
    number         bigint      NOT NULL PRIMARY KEY CHECK (number > 0),
    events         integer     NOT NULL CHECK (events > 0),
    -- In this and all seals before.
    total_events   bigint      NOT NULL,
    first_tx       bigint      NOT NULL,
    first_position bigint      NOT NULL,
    last_tx        bigint      NOT NULL,
    last_position  bigint      NOT NULL,
    -- Of the Merkle tree over the events.
    root           bytea       NOT NULL,
    sealed_at      timestamptz NOT NULL,
    -- Chain hash of the seal before, and of this one over it and all columns above.
    previous       bytea       NOT NULL,
    chain          bytea       NOT NULL,
    key_id         text        NOT NULL,
    -- Ed25519 over the chain hash.
    signature      bytea       NOT NULL
);

-- To find the seal of an event, and of a day.
CREATE INDEX seal_by_last ON events.seal (last_tx, last_position);
CREATE INDEX seal_by_time ON events.seal (sealed_at);

-- Stored apart, so that an event that was changed, removed or inserted can be named. That these are the leaves, the seal's root says.
CREATE TABLE events.seal_leaves (
    number    bigint NOT NULL PRIMARY KEY REFERENCES events.seal,
    -- The position of each leaf, as differences.
    positions bytea  NOT NULL,
    -- 32 bytes for each leaf.
    hashes    bytea  NOT NULL
);
-- Hashes don't compress; trying costs time.
ALTER TABLE events.seal_leaves ALTER COLUMN hashes SET STORAGE EXTERNAL, ALTER COLUMN positions SET STORAGE EXTERNAL;

-- Every key that ever signed. Whoever can change this table could put his own here: who checks brings the key along.
CREATE TABLE events.seal_key (
    key_id     text        NOT NULL PRIMARY KEY,
    -- X.509 SubjectPublicKeyInfo.
    public_key bytea       NOT NULL,
    first_used timestamptz NOT NULL
);
