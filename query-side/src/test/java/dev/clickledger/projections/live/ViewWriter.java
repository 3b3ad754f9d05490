package dev.clickledger.projections.live;

import dev.clickledger.contracts.events.BalanceEvent;
import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.StoredEvent;
import dev.clickledger.projections.catalogue.RankChanges;
import dev.clickledger.readmodel.redis.RedisKeys;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Writes to Redis as the live projection does, without an event store behind it. */
public final class ViewWriter implements AutoCloseable {

    private final LettuceConnectionFactory connections;
    private final LiveStore store;
    private Traffic traffic;
    private Keyspace keyspace = Keyspace.BUILT;
    private Position position = Position.START;

    public ViewWriter(int redisPort) {
        connections =
                new LettuceConnectionFactory(
                        new RedisStandaloneConfiguration("127.0.0.1", redisPort));
        connections.afterPropertiesSet();
        connections.start();
        store = new LiveStore(new StringRedisTemplate(connections));
        begin();
    }

    /** A new view, where nobody looks. */
    public void begin() {
        store.begin();
        keyspace = Keyspace.BUILT;
        position = Position.START;
        traffic = new Traffic(day -> store.hash(keyspace, RedisKeys.traffic(day)));
    }

    /** From now on it is the one that is served. */
    public void serve() {
        store.switchOver(position);
        keyspace = Keyspace.SERVED;
    }

    /** Writes a batch of one event. */
    public void write(RankChanges changes, @Nullable DomainEvent event) {
        var batch = new LiveBatch();
        batch.addRanks(changes);
        if (event instanceof BalanceEvent money) {
            batch.reachesTo(new StoredEvent(position, "balance/x", 0, UUID.randomUUID(), event));
            batch.add(money);
            traffic.count(event, batch);
        }
        var next = new Position(1, position.offset() + 1);
        store.write(keyspace, position, next, batch);
        position = next;
        traffic.written();
    }

    /**
     * Sets right what a campaign has spent on a day.
     *
     * @return whether it was; there is nothing to set right in a view that is being built
     */
    public boolean correct(CampaignId campaign, LocalDate day, Money spent) {
        var counters = new LiveCounters(store);
        var counter = new LiveCounters.Day(campaign, day);
        return counters.read(List.of(counter))
                .filter(
                        read ->
                                counters.correct(
                                        read.at(), counter, read.texts().getFirst(), spent))
                .isPresent();
    }

    public long offset() {
        return position.offset();
    }

    public Map<String, String> traffic(LocalDate day) {
        return store.hash(keyspace, RedisKeys.traffic(day));
    }

    @Override
    public void close() {
        connections.destroy();
    }
}
