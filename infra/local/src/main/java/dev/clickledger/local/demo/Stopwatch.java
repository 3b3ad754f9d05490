package dev.clickledger.local.demo;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the time goes: the phases in their order, in seconds. */
final class Stopwatch {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Map<String, Double> phases = new LinkedHashMap<>();
    private final long startNanos = System.nanoTime();
    private long phaseNanos = startNanos;

    /** Ends a phase that began when the last one ended. */
    void ends(String phase) {
        long now = System.nanoTime();
        phases.put(phase, (now - phaseNanos) / NANOS_PER_SECOND);
        phaseNanos = now;
    }

    Map<String, Double> phases() {
        return Collections.unmodifiableMap(phases);
    }

    double seconds() {
        return (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
    }
}
