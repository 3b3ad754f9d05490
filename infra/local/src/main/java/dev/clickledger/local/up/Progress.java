package dev.clickledger.local.up;

import java.time.Duration;

/** Is told what starts and stops; called from several threads at once. */
public interface Progress {

    void started(String part, Duration took);

    void note(String line);

    /** For callers who show something of their own. */
    static Progress silent() {
        return new Progress() {
            @Override
            public void started(String part, Duration took) {}

            @Override
            public void note(String line) {}
        };
    }
}
