package dev.clickledger.local.up;

import java.util.EnumMap;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * What runs so far. A stop may come at any time, also while parts are still starting: one that
 * comes up after it is closed at once.
 */
final class RunningParts implements AutoCloseable {

    private final Map<Part, AutoCloseable> running = new EnumMap<>(Part.class);
    private boolean closed;

    void add(Part part, AutoCloseable started) {
        synchronized (running) {
            if (!closed) {
                running.put(part, started);
                return;
            }
        }
        close(part, started);
        throw new UpRefused("Stopped while starting.");
    }

    @Override
    public void close() {
        Map<Part, AutoCloseable> toClose;
        synchronized (running) {
            closed = true;
            toClose = new EnumMap<>(running);
            running.clear();
        }
        toClose.forEach(RunningParts::close);
    }

    /** A part that does not stop cleanly must not keep the others from stopping. */
    private static void close(Part part, AutoCloseable started) {
        try {
            started.close();
        } catch (Exception e) { // AutoCloseable's own signature.
            LoggerFactory.getLogger(RunningParts.class)
                    .error("The {} did not stop cleanly", part.title(), e);
        }
    }
}
