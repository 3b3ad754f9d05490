package dev.clickledger.local.up;

/**
 * The parts, in the order in which they stop: first nothing new comes in, then what is under way is
 * finished, last go those that all others need.
 */
enum Part {
    SHOP("demo shop"),
    COMMAND_SIDE("command side"),
    JOB("Flink job"),
    PROJECTIONS("projections"),
    QUERY_SIDE("query side"),
    KAFKA("Kafka"),
    REDIS("Redis"),
    POSTGRES("PostgreSQL");

    private final String title;

    Part(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
