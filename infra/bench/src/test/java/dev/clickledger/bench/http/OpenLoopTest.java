package dev.clickledger.bench.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

    private static final long MILLI = 1_000_000;

    /** Time passes only when somebody waits. */
    private final AtomicLong now = new AtomicLong();

    private final OpenLoop oneCaller = new OpenLoop(1, now::get, now::addAndGet);

    @Test
    void callsAsOftenAsWasAskedAndForgetsTheFirstSecond() throws Exception {
        var calls = new AtomicInteger();

        Histogram latencies =
                oneCaller
                        .run(100, Duration.ofSeconds(2), caller -> calls.incrementAndGet() > 0)
                        .latencies();

        assertThat(calls).hasValue(300);
        assertThat(latencies.getTotalCount()).isEqualTo(200);
        assertThat(latencies.getMaxValue()).isLessThan(MILLI);
    }

    @Test
    void whoWasRefusedHasNoLatency() throws Exception {
        OpenLoop.Result result = oneCaller.run(100, Duration.ofSeconds(1), caller -> false);

        assertThat(result.refused()).isEqualTo(200);
        assertThat(result.latencies().getTotalCount()).isZero();
    }

    @Test
    void oneSlowAnswerMakesThoseLateThatWereDueMeanwhile() throws Exception {
        var calls = new AtomicInteger();

        Histogram latencies =
                oneCaller
                        .run(
                                100,
                                Duration.ofSeconds(1),
                                caller -> {
                                    if (calls.incrementAndGet() == 150) {
                                        now.addAndGet(200 * MILLI);
                                    }
                                    return true;
                                })
                        .latencies();

        // One is due every 10 ms: the slow one, and some twenty that should have been asked beside
        // it.
        assertThat(latencies.getCountBetweenValues(5 * MILLI, 201 * MILLI)).isBetween(19L, 21L);
    }
}
