package dev.clickledger.bench.charge;

import dev.clickledger.bench.Callers;
import dev.clickledger.bench.Contender;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.SessionId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.contracts.time.BusinessDays;
import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.eventstore.EventCodec;
import dev.clickledger.eventstore.RegisteredClick;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * The peer: plain JDBC that commits the same two rows for a click (its event, its register row) and decides nothing. One click a
 * commit, or many.
 */
final class TwoRows implements Contender {

    private static final String EVENT =
            """
            INSERT INTO events.event (event_id, aggregate_id, sequence, type, revision, at, payload)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String REGISTER =
            """
            INSERT INTO events.click_register
                (click_id, advertiser_id, campaign_id, shopper, amount, decline_reason, business_day)
            VALUES (?, ?, ?, ?, ?, NULL, ?)
            """;

    private final String name;
    private final DataSource dataSource;
    private final int connections;
    private final int clicksEachCommit;
    private final ServedAds ads;
    private final EventCodec codec = new EventCodec();
    private final AtomicLong streams = new AtomicLong();

    TwoRows(
            String name,
            DataSource dataSource,
            int connections,
            int clicksEachCommit,
            ServedAds ads) {
        this.name = name;
        this.dataSource = dataSource;
        this.connections = connections;
        this.clicksEachCommit = clicksEachCommit;
        this.ads = ads;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double run(Duration duration) throws Exception {
        var writers = new Writer[connections];
        try {
            for (int i = 0; i < connections; i++) {
                writers[i] = new Writer(dataSource.getConnection());
            }
            return Callers.run(connections, duration, caller -> writers[caller].commit());
        } finally {
            for (Writer writer : writers) {
                if (writer != null) {
                    writer.close();
                }
            }
        }
    }

    private final class Writer implements AutoCloseable {

        private final Connection connection;
        private final PreparedStatement event;
        private final PreparedStatement register;
        private final String stream = "bench/" + name + "-" + streams.incrementAndGet();
        private long sequence;

        Writer(Connection connection) throws java.sql.SQLException {
            this.connection = connection;
            connection.setAutoCommit(false);
            event = connection.prepareStatement(EVENT);
            register = connection.prepareStatement(REGISTER);
        }

        int commit() throws java.sql.SQLException {
            for (int i = 0; i < clicksEachCommit; i++) {
                add(ads.next(0));
            }
            if (clicksEachCommit > 1) {
                event.executeBatch();
                register.executeBatch();
            }
            connection.commit();
            return clicksEachCommit;
        }

        private void add(ServedAd ad) throws java.sql.SQLException {
            Instant now = ad.mintedAt();
            DeviceId device = new DeviceId("device-1");
            SessionId session = new SessionId("session-1");
            var charged =
                    new ClickCharged(
                            ad.advertiserId(),
                            device,
                            session,
                            ad,
                            ad.price(),
                            BusinessDays.SEOUL.of(now),
                            Money.won(sequence),
                            Money.won(sequence),
                            Money.won(sequence),
                            now);
            EventCodec.Encoded encoded = codec.encode(charged);
            event.setObject(1, UUID.randomUUID());
            event.setString(2, stream);
            event.setLong(3, sequence++);
            event.setString(4, encoded.type());
            event.setInt(5, encoded.revision());
            event.setTimestamp(6, Timestamp.from(now));
            event.setString(7, encoded.payload());
            register.setObject(1, ad.clickId().value());
            register.setString(2, ad.advertiserId().value());
            register.setString(3, ad.campaignId().value());
            register.setObject(4, RegisteredClick.shopper(device, session));
            register.setLong(5, ad.price().amount());
            register.setObject(6, charged.businessDay());
            if (clicksEachCommit > 1) {
                event.addBatch();
                register.addBatch();
            } else {
                event.executeUpdate();
                register.executeUpdate();
            }
        }

        @Override
        public void close() throws java.sql.SQLException {
            connection.rollback();
            connection.close();
        }
    }
}
