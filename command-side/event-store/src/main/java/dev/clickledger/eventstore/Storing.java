package dev.clickledger.eventstore;

import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** Hears of the moment at which a unit of work's rows are written. */
public interface Storing {

    /** All is decided, nothing more will be loaded, and nothing is written yet. */
    void begins();

    /** The rows are written, not committed yet; the transaction has its id. */
    void done();

    /** At most one hears of a unit of work. */
    static void heardBy(Storing listener, UnitOfWork<?> root) {
        root.resources().put(Storing.class.getName(), listener);
    }

    static @Nullable Storing of(UnitOfWork<?> any) {
        return any.root().getResource(Storing.class.getName());
    }
}
