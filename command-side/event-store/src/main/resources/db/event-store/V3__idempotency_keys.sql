-- What a write that named an Idempotency-Key was answered, stored in the transaction of the write: who sends it again gets that answer. Refusals are not kept.
CREATE TABLE events.idempotency_key (
    -- Whose key it is; empty for callers that act for all.
    tenant    text        NOT NULL,
    key       text        NOT NULL,
    -- SHA-256 over method, path and body of the request.
    request   bytea       NOT NULL CHECK (length(request) = 32),
    status    smallint    NOT NULL,
    -- As it was sent; none for an answer without content.
    body      bytea,
    stored_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant, key)
);

-- Rows go after a month, oldest first.
CREATE INDEX idempotency_key_age ON events.idempotency_key (stored_at);
