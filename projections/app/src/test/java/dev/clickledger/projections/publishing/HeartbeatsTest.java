package dev.clickledger.projections.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.events.SandboxEvent.SandboxClockMoved;
import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.Slice;
import dev.clickledger.projections.Market;
import dev.clickledger.projections.Stored;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {

    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    private static final Duration SLACK = Duration.ofMinutes(2).plus(Slice.SETTLES_WITHIN);

    private final Market market = new Market("1");

    @Nested
    class InRealTime {

        private final Heartbeats heartbeats = new Heartbeats(false, null, null, null);

        @Test
        void tellsWhatHasSettled() {
            assertThat(heartbeats.dueAfter(Stored.slice(NOW)))
                    .isEqualTo(NOW.minus(Slice.SETTLES_WITHIN));
        }

        @Test
        void saysNothingWhileThereIsMoreToRead() {
            Slice behind =
                    new Slice(
                            Stored.events(1, market.click(1, Market.START)),
                            new Position(1, 1),
                            NOW,
                            false);

            assertThat(heartbeats.dueAfter(behind)).isNull();
        }

        @Test
        void comesAtMostEvery200Millis() {
            heartbeats.dueAfter(Stored.slice(NOW));

            assertThat(heartbeats.dueAfter(Stored.slice(NOW.plusMillis(199)))).isNull();
            assertThat(heartbeats.dueAfter(Stored.slice(NOW.plusMillis(200)))).isNotNull();
        }

        @Test
        void doesNotGoBackAfterARestart() {
            var resumed = new Heartbeats(false, NOW, null, null);

            assertThat(resumed.dueAfter(Stored.slice(NOW.plusSeconds(1)))).isNull();
            assertThat(resumed.dueAfter(Stored.slice(NOW.plusSeconds(8))))
                    .isEqualTo(NOW.plusSeconds(8).minus(Slice.SETTLES_WITHIN));
        }
    }

    @Nested
    class InASandbox {

        private final Heartbeats heartbeats = new Heartbeats(true, null, null, null);

        @Test
        void saysNothingBeforeTheFirstClick() {
            assertThat(heartbeats.dueAfter(Stored.slice(NOW))).isNull();
        }

        @Test
        void followsTheClockThatIsMoved() {
            assertThat(
                            heartbeats.dueAfter(
                                    Stored.slice(
                                            NOW,
                                            market.click(1, Market.at(10)),
                                            new SandboxClockMoved(Market.at(10)),
                                            market.click(1, Market.at(15)),
                                            new SandboxClockMoved(Market.at(20)))))
                    .isEqualTo(Market.at(20));
        }

        @Test
        void standsStillBetweenTwoMoves() {
            heartbeats.dueAfter(Stored.slice(NOW, new SandboxClockMoved(Market.at(20))));

            assertThat(
                            heartbeats.dueAfter(
                                    Stored.slice(
                                            NOW.plusSeconds(600), market.click(1, Market.at(500)))))
                    .isNull();
        }

        @Test
        void followsTheNewestClickAndTheTimeSinceUntilTheClockIsMoved() {
            heartbeats.dueAfter(
                    Stored.slice(
                            NOW,
                            market.click(1, Market.at(1_000)),
                            market.click(2, Market.at(900))));

            assertThat(heartbeats.publishedThrough()).isEqualTo(Market.at(1_000).minus(SLACK));
            assertThat(heartbeats.dueAfter(Stored.slice(NOW.plusSeconds(30))))
                    .isEqualTo(Market.at(1_030).minus(SLACK));
        }

        @Test
        void doesNotFollowWhatAdminsDoAtTheServersTime() {
            assertThat(heartbeats.dueAfter(Stored.slice(NOW, market.toppedUp(1)))).isNull();
        }

        @Test
        void goesOnAfterARestartFromTheClockOrTheNewestClick() {
            var moved = new Heartbeats(true, Market.at(20), Market.at(30), Market.at(20));
            assertThat(moved.dueAfter(Stored.slice(NOW.plusSeconds(600)))).isNull();

            var notMoved =
                    new Heartbeats(true, Market.at(1_000).minus(SLACK), Market.at(1_000), null);
            assertThat(notMoved.dueAfter(Stored.slice(NOW))).isNull();
            assertThat(notMoved.dueAfter(Stored.slice(NOW.plusSeconds(5))))
                    .isEqualTo(Market.at(1_005).minus(SLACK));
        }
    }
}
