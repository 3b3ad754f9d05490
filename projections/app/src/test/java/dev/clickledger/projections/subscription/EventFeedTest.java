package dev.clickledger.projections.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.events.SandboxEvent.SandboxClockMoved;
import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.Slice;
import dev.clickledger.eventstore.StoredEvent;
import dev.clickledger.projections.Market;
import dev.clickledger.projections.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EventFeedTest {

    private static final int KEPT = 20;

    private final List<StoredEvent> store = new ArrayList<>();
    private final EventFeed feed = new EventFeed(this::readStore, KEPT);
    private long readFromStore;
    private long time;

    private Slice readStore(Position after, int limit) {
        List<StoredEvent> found =
                store.stream()
                        .filter(event -> event.position().compareTo(after) > 0)
                        .limit(limit)
                        .toList();
        readFromStore += found.size();
        return new Slice(
                found,
                found.isEmpty() ? after : found.getLast().position(),
                Instant.ofEpochMilli(++time),
                found.size() < limit);
    }

    private void append(int count) {
        for (int i = 0; i < count; i++) {
            store.add(Stored.event(store.size() + 1, new SandboxClockMoved(Market.START)));
        }
    }

    @Test
    void readsAnEventOnceForAllWhoKeepUp() {
        Position[] positions = {Position.START, Position.START, Position.START};
        for (int round = 0; round < 10; round++) {
            append(7);
            for (int reader = 0; reader < positions.length; reader++) {
                Slice slice = feed.read(positions[reader], 100);
                assertThat(slice.events()).hasSize(7);
                assertThat(slice.caughtUp()).isTrue();
                positions[reader] = slice.upTo();
            }
        }

        assertThat(readFromStore).isEqualTo(70);
    }

    @Test
    void saysThatThereIsMoreWhenThereMayBe() {
        append(10);

        assertThat(feed.read(Position.START, 10).caughtUp()).isFalse();
        assertThat(feed.read(Position.START, 4).caughtUp()).isFalse();
        assertThat(feed.read(Position.START, 11).caughtUp()).isTrue();
    }

    @Test
    void givesEveryReaderTheWholeStoreInOrderWhateverTheOthersDo() {
        long seed = 20171107;
        var random = new SplittableRandom(seed);
        List<List<StoredEvent>> read = new ArrayList<>();
        Position[] positions = new Position[4];
        for (int reader = 0; reader < positions.length; reader++) {
            positions[reader] = Position.START;
            read.add(new ArrayList<>());
        }
        for (int step = 0; step < 20_000; step++) {
            if (random.nextInt(10) == 0) {
                append(random.nextInt(8));
            }
            int reader = random.nextInt(positions.length);
            if (random.nextInt(2_000) == 0) { // begins again, as after a lost view
                positions[reader] = Position.START;
                read.get(reader).clear();
            }
            Slice slice = feed.read(positions[reader], 1 + random.nextInt(30));
            read.get(reader).addAll(slice.events());
            positions[reader] = slice.upTo();
            if (slice.caughtUp()) {
                assertThat(read.get(reader)).as("seed %d", seed).hasSize(store.size());
            }
        }
        for (int reader = 0; reader < positions.length; reader++) {
            assertThat(store.subList(0, read.get(reader).size()))
                    .as("seed %d", seed)
                    .isEqualTo(read.get(reader));
        }
    }
}
