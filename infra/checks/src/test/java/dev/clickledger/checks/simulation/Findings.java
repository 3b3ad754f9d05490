package dev.clickledger.checks.simulation;

import org.jspecify.annotations.Nullable;

/** Keeps the first violation: within a node's code it would pass for one of its failures. */
final class Findings {

    private @Nullable Violation first;

    void during(Runnable action) {
        try {
            action.run();
        } catch (Violation found) {
            if (first == null) {
                first = found;
            }
        }
    }

    void rethrow() {
        if (first != null) {
            throw first;
        }
    }
}
