package dev.clickledger.projections.subscription;

import dev.clickledger.eventstore.Slice;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds a view again, on a thread of its own, while the old one goes on being written and served.
 * After a crash it goes on from where it was: that is stored beside the view.
 */
public final class Rebuild<F extends Fold> {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);

    private final String view;
    private final int sliceEvents;
    private final Supplier<F> resume;
    private final EventHistory history;
    private final Thread thread;
    private volatile @Nullable F caughtUp;

    private Rebuild(String view, int sliceEvents, Supplier<F> resume, EventHistory history) {
        this.view = view;
        this.sliceEvents = sliceEvents;
        this.resume = resume;
        this.history = history;
        this.thread = Thread.ofPlatform().daemon().name("rebuild-" + view).unstarted(this::run);
    }

    /**
     * @param view its name, for people
     * @param sliceEvents how many events it takes at once
     * @param resume the copy that is being built: one that was begun, or a new one
     */
    public static <F extends Fold> Rebuild<F> start(
            String view, int sliceEvents, Supplier<F> resume, EventHistory history) {
        var rebuild = new Rebuild<>(view, sliceEvents, resume, history);
        rebuild.thread.start();
        return rebuild;
    }

    /** The new copy once it has caught up, for whoever switches over; it may lag again a little. */
    public @Nullable F caughtUp() {
        return caughtUp;
    }

    /** It may have failed: then it can be started again. */
    public boolean isOver() {
        return !thread.isAlive();
    }

    public void stop() {
        thread.interrupt();
    }

    private void run() {
        try {
            F fold = resume.get();
            LOG.info("Building {} again beside what is served", view);
            boolean more = true;
            while (more && !thread.isInterrupted()) {
                Slice slice = history.read(fold.position(), sliceEvents);
                fold.take(slice);
                more = !slice.caughtUp();
            }
            if (!thread.isInterrupted()) {
                caughtUp = fold;
            }
        } catch (RuntimeException failed) {
            LOG.warn("Building {} again failed; it goes on in a while", view, failed);
        }
    }
}
