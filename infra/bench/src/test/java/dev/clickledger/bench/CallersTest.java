package dev.clickledger.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class CallersTest {

    @Test
    void everyCallerCallsAgainAndAgain() throws Exception {
        Set<Integer> seen = ConcurrentHashMap.newKeySet();

        Run run =
                // Virtual threads that never wait may keep others off their carriers.
                Callers.platform(3)
                        .run(
                                Duration.ofMillis(50),
                                caller -> {
                                    seen.add(caller);
                                    return 200;
                                });

        assertThat(seen).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(run.value()).isPositive();
        assertThat(run.latencies()).isNotNull();
    }

    @Test
    void whoWasRefusedIsCountedApartAndAsksAgain() throws Exception {
        Run run = Callers.virtual(2).run(Duration.ofMillis(50), caller -> Callers.REFUSED);

        assertThat(run.value()).isZero();
        assertThat(run.refused()).isGreaterThan(2);
        assertThat(run.latencies().getTotalCount()).isZero();
    }

    @Test
    void theFirstFailureEndsTheRun() {
        assertThatThrownBy(
                        () ->
                                Callers.platform(2)
                                        .run(
                                                Duration.ofMillis(10),
                                                caller -> {
                                                    throw new VoidResultException("declined");
                                                }))
                .hasCauseInstanceOf(VoidResultException.class);
    }
}
