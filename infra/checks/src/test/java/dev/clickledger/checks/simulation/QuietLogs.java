package dev.clickledger.checks.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import org.slf4j.LoggerFactory;

/** A hundred thousand failures that somebody wanted are not worth a line each. */
final class QuietLogs {

    private QuietLogs() {}

    static void ofProvokedFailures() {
        for (String name :
                List.of(
                        "dev.clickledger.command",
                        "org.axonframework",
                        "io.github.resilience4j",
                        "io.micrometer")) {
            ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.OFF);
        }
    }
}
