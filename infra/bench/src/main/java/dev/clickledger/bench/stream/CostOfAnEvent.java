package dev.clickledger.bench.stream;

/** The same, in nanoseconds an event. */
final class CostOfAnEvent extends Attributing {

    CostOfAnEvent(String name, Traffic shape) {
        super(name, shape, "hashmap");
    }

    @Override
    double value(double eventsPerSecond) {
        return 1e9 / eventsPerSecond;
    }
}
