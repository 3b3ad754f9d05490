package dev.clickledger.local.demo.replay;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Who comes after whom: what enters a lane later must wait for what entered before. One thread lets
 * everybody in, in the order of the input, so nobody waits for somebody who waits for him.
 *
 * @param <K> a lane's name
 */
final class Lanes<K> {

    private static final CompletableFuture<Void> NOBODY = CompletableFuture.completedFuture(null);

    private final Map<K, CompletableFuture<Void>> last = new HashMap<>();

    /**
     * @param done when what enters now is done
     * @return when what entered before is done
     */
    CompletableFuture<Void> enter(K lane, CompletableFuture<Void> done) {
        CompletableFuture<Void> before = last.put(lane, done);
        return before == null ? NOBODY : before;
    }

    static void await(CompletableFuture<Void> before) {
        try {
            before.join();
        } catch (CompletionException failed) {
            throw new FailedBefore(failed.getCause() == null ? failed : failed.getCause());
        }
    }

    /** Something that this had to wait for failed; the cause is the first failure. */
    static final class FailedBefore extends RuntimeException {

        private static final long serialVersionUID = 1L;

        FailedBefore(Throwable cause) {
            super(cause instanceof FailedBefore before ? before.getCause() : cause);
        }
    }
}
