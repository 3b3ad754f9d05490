package dev.clickledger.command.sandbox;

import dev.clickledger.http.ProblemException;
import dev.clickledger.http.ProblemType;
import dev.clickledger.http.ProblemWriter;
import dev.clickledger.http.RequestClock;
import dev.clickledger.http.RequestTime;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets no request pass whose time the clock has left behind, and moves the clock only when no
 * earlier request is still at work: so what is promised about the past holds in the order in which
 * events are stored, too.
 */
final class SandboxGate extends OncePerRequestFilter {

    private final RequestClock clock;
    private final ProblemWriter problems;
    private final Supplier<@Nullable Instant> stored;
    private final ReadWriteLock lock = new ReentrantReadWriteLock(true);
    private boolean known;
    private @Nullable Instant movedTo;

    /**
     * @param stored where the clock stood when the store was last written
     */
    SandboxGate(RequestClock clock, ProblemWriter problems, Supplier<@Nullable Instant> stored) {
        this.clock = clock;
        this.problems = problems;
        this.stored = stored;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/v1/")
                || request.getRequestURI().equals(SandboxController.PATH);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        RequestTime time = clock.timeOf(request);
        if (!time.sandbox()) {
            chain.doFilter(request, response);
            return;
        }
        lock.readLock().lock();
        try {
            Instant past = movedTo();
            if (past != null && !time.now().isAfter(past)) {
                problems.write(
                        ProblemException.of(
                                ProblemType.CONFLICT,
                                RequestClock.SANDBOX_TIME,
                                "must be after " + past + ", to which the clock was moved"),
                        response);
                return;
            }
            chain.doFilter(request, response);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Runs {@code move}, which stores it, when all requests before it are through. */
    <R> R move(Supplier<R> move) {
        lock.writeLock().lock();
        try {
            return move.get();
        } finally {
            // The store knows where it stands now, whatever became of this move.
            known = false;
            lock.writeLock().unlock();
        }
    }

    private synchronized @Nullable Instant movedTo() {
        if (!known) {
            movedTo = stored.get();
            known = true;
        }
        return movedTo;
    }
}
