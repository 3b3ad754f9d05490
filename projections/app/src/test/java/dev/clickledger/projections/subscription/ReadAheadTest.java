package dev.clickledger.projections.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickledger.contracts.events.SandboxEvent.SandboxClockMoved;
import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.Slice;
import dev.clickledger.eventstore.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ReadAheadTest {

    private static final int EVENTS = 10;

    private final List<Long> asked = new CopyOnWriteArrayList<>();

    @Test
    void givesWhatTheSourceHasInItsOrder() throws InterruptedException {
        var ahead = new ReadAhead(this::read);
        List<Long> seen = new ArrayList<>();
        Position position = Position.START;
        boolean more = true;
        while (more) {
            Slice slice = ahead.read(position, 3);
            slice.events().forEach(event -> seen.add(event.position().offset()));
            position = slice.upTo();
            more = !slice.caughtUp();
        }

        assertThat(seen).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(asked).containsExactly(0L, 3L, 6L, 9L);
    }

    @Test
    void readsNothingAheadWhenThereIsNoMore() throws InterruptedException {
        var ahead = new ReadAhead(this::read);

        ahead.read(new Position(1, 8), 3);
        ahead.read(new Position(1, 10), 3);

        assertThat(asked).containsExactly(8L, 10L);
    }

    @Test
    void readsAnewForWhoeverIsElsewhere() throws InterruptedException {
        var ahead = new ReadAhead(this::read);

        ahead.read(Position.START, 3);
        Slice slice = ahead.read(new Position(1, 7), 3);

        assertThat(slice.events().getFirst().position()).isEqualTo(new Position(1, 8));
    }

    @Test
    void failsWhereTheSourceFailed() throws InterruptedException {
        var ahead =
                new ReadAhead(
                        (after, limit) -> {
                            if (after.offset() > 0) {
                                throw new IllegalStateException("gone");
                            }
                            return read(after, limit);
                        });
        Slice first = ahead.read(Position.START, 3);

        assertThatThrownBy(() -> ahead.read(first.upTo(), 3)).hasMessage("gone");
    }

    private Slice read(Position after, int limit) {
        asked.add(after.offset());
        List<StoredEvent> events = new ArrayList<>();
        for (long i = after.offset() + 1; i <= EVENTS && events.size() < limit; i++) {
            events.add(
                    new StoredEvent(
                            new Position(1, i),
                            "sandbox/clock",
                            i,
                            new UUID(0, i),
                            new SandboxClockMoved(Instant.EPOCH)));
        }
        return new Slice(
                events,
                events.isEmpty() ? after : events.getLast().position(),
                Instant.EPOCH,
                events.size() < limit);
    }
}
