package dev.clickledger.projections.live;

import dev.clickledger.readmodel.redis.RedisKeys;

/** Where in Redis a view is: the one that lookups read, or one that is being built beside it. */
enum Keyspace {
    SERVED(RedisKeys.SERVED, RedisKeys.POSITION),
    BUILT(RedisKeys.BUILT, RedisKeys.REBUILDING);

    private final int database;
    private final String positionKey;

    Keyspace(int database, String positionKey) {
        this.database = database;
        this.positionKey = positionKey;
    }

    String database() {
        return Integer.toString(database);
    }

    /** Where it says how far it has come. */
    String positionKey() {
        return positionKey;
    }
}
