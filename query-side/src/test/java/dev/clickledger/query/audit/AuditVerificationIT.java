package dev.clickledger.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.BalanceEvent.ClickRefunded;
import dev.clickledger.contracts.events.CampaignEvent.CampaignQualityAdjusted;
import dev.clickledger.contracts.events.OrderEvent.OrderCancelled;
import dev.clickledger.eventstore.EventCodec;
import dev.clickledger.eventstore.RegisterPartitions;
import dev.clickledger.eventstore.sealing.SealTrust;
import dev.clickledger.query.ProjectedMarket;
import dev.clickledger.query.RecordedMarket;
import io.lettuce.core.api.sync.RedisCommands;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The audit over what the real projections made of a small market: clean as it is, and each thing
 * that is changed behind its back is named.
 */
class AuditVerificationIT {

    private static final EventCodec CODEC = new EventCodec();
    private static final short CHARGED = CODEC.typeNumber(ClickCharged.class);
    private static final short REFUNDED = CODEC.typeNumber(ClickRefunded.class);
    private static final short ADJUSTED = CODEC.typeNumber(CampaignQualityAdjusted.class);
    private static final short CANCELLED = CODEC.typeNumber(OrderCancelled.class);
    private static final String PAYLOAD = "SELECT payload FROM events.event WHERE position = ";

    /** See {@link SealedMarketIT}. */
    private static final String NEVER_SEALED = "seals: there are none, nothing ever sealed here";

    private static ProjectedMarket market;
    private static RedisCommands<String, String> redis;

    @BeforeAll
    static void projectAMarket() throws SQLException {
        market = new ProjectedMarket();
        redis = market.redis();
    }

    @AfterAll
    static void stop() {
        market.close();
    }

    @AfterEach
    void everythingIsAsItWas() {
        assertThat(verify().discrepancies()).isEmpty();
    }

    @Test
    void cleanBooksVerify() {
        AuditReport report = verify();

        assertThat(report.clean()).isTrue();
        assertThat(report.notCompared()).containsExactly(NEVER_SEALED);
        assertThat(report.counts())
                .containsEntry("balances", 1L)
                .containsEntry("clicks charged", 2L)
                .containsEntry("clicks declined", 1L)
                .containsEntry("refunds", 1L)
                .containsEntry("orders", 1L)
                .containsEntry("conversions", 1L)
                .containsEntry("rows of events.click_register", 3L)
                .containsEntry("rows of views.ledger_entry", 4L)
                .containsEntry("rows of views.campaign_quality", 2L)
                .containsEntry("rows of views.rank_entry", 10L);
    }

    @Test
    void verifiesWithoutRedis() {
        AuditReport report =
                new AuditVerification(market.dataSource(), null, SealTrust.NONE)
                        .run(AuditProgress.UNHEARD);

        assertThat(report.clean()).isTrue();
        assertThat(report.notCompared()).containsExactly("Redis: not running", NEVER_SEALED);
    }

    @Test
    void namesAnEventWhoseAmountWasChanged() {
        String position =
                market.text("SELECT min(position) FROM events.event WHERE type = " + CHARGED);
        String payload = market.text(PAYLOAD + position);
        market.rewrite(position, "\"amount\":260", "\"amount\":200");

        AuditReport report = verify();

        market.sql(
                "UPDATE events.event SET payload = '" + payload + "' WHERE position = " + position);
        assertThat(report.discrepancies())
                .filteredOn(found -> found.what().contains("do not follow"))
                .singleElement()
                .satisfies(
                        found -> {
                            assertThat(found.where()).contains("event " + position + " ");
                            assertThat(found.expected()).contains("balance_after=9800");
                            assertThat(found.found()).contains("balance_after=9740");
                        });
        assertThat(wheres(report)).anyMatch(where -> where.startsWith("events.click_register"));
        assertThat(wheres(report)).anyMatch(where -> where.startsWith("views.ledger_entry"));
    }

    @Test
    void namesAQualityThatDoesNotFollowFromTheOneBefore() {
        String position =
                market.text("SELECT max(position) FROM events.event WHERE type = " + ADJUSTED);
        String payload = market.text(PAYLOAD + position);
        market.rewrite(position, "\"previous_quality\":900000", "\"previous_quality\":950000");

        AuditReport report = verify();

        market.sql(
                "UPDATE events.event SET payload = '" + payload + "' WHERE position = " + position);
        assertThat(report.discrepancies())
                .filteredOn(found -> found.what().contains("does not follow from the one before"))
                .singleElement()
                .satisfies(
                        found -> {
                            assertThat(found.where()).contains("event " + position + " ");
                            assertThat(found.expected()).contains("900000");
                            assertThat(found.found()).contains("950000");
                        });
    }

    @Test
    void namesAnEventWhoseBalanceAfterWasChanged() {
        String position =
                market.text("SELECT min(position) FROM events.event WHERE type = " + CHARGED);
        String payload = market.text(PAYLOAD + position);
        market.rewrite(position, "\"balance_after\":9740", "\"balance_after\":9999");

        AuditReport report = verify();

        market.sql(
                "UPDATE events.event SET payload = '" + payload + "' WHERE position = " + position);
        assertThat(report.discrepancies())
                .filteredOn(found -> found.what().contains("do not follow"))
                .singleElement()
                .satisfies(found -> assertThat(found.where()).contains("event " + position + " "));
    }

    @Test
    void namesAnEventThatWasRemoved() {
        market.sql(
                "CREATE TABLE kept AS SELECT * FROM events.event WHERE type = " + REFUNDED,
                "DELETE FROM events.event WHERE type = " + REFUNDED);

        AuditReport report = verify();

        market.sql(
                "INSERT INTO events.event OVERRIDING SYSTEM VALUE SELECT * FROM kept",
                "DROP TABLE kept");
        assertThat(wheres(report))
                .anyMatch(where -> where.startsWith("events.refund_register"))
                .anyMatch(where -> where.startsWith("Redis key=balance:a-1"));
    }

    @Test
    void namesAGapInASequence() {
        market.sql(
                "UPDATE events.event SET sequence = 9 WHERE aggregate_id = 'order/o-1' AND sequence = 3");

        AuditReport report = verify();

        market.sql(
                "UPDATE events.event SET sequence = 3 WHERE aggregate_id = 'order/o-1' AND sequence = 9");
        assertThat(report.discrepancies())
                .singleElement()
                .satisfies(
                        found -> {
                            assertThat(found.what()).contains("gap");
                            assertThat(found.where()).contains("order/o-1");
                        });
    }

    @Test
    void namesAnEventThatCannotBeRead() {
        market.sql(
                "UPDATE events.event SET payload = '\\x00' || payload WHERE type = " + CANCELLED);

        AuditReport report = verify();

        market.sql(
                "UPDATE events.event SET payload = substr(payload, 2) WHERE type = " + CANCELLED);
        assertThat(report.discrepancies())
                .anyMatch(found -> found.what().equals("an event that cannot be read"));
    }

    @Test
    void namesAMissingRegisterRow() {
        market.sql(
                "CREATE TABLE kept AS SELECT * FROM events.click_register WHERE amount = 0",
                "DELETE FROM events.click_register WHERE amount = 0");

        AuditReport report = verify();

        market.sql("INSERT INTO events.click_register SELECT * FROM kept", "DROP TABLE kept");
        assertThat(report.discrepancies())
                .singleElement()
                .satisfies(
                        found -> {
                            assertThat(found.what()).isEqualTo("missing row");
                            assertThat(found.where())
                                    .startsWith(
                                            "events.click_register click_id="
                                                    + RecordedMarket.DECLINED);
                        });
    }

    @Test
    void expectsNothingOfClicksWhoseDayWasDropped() {
        new RegisterPartitions(market.dataSource()).ensure(Instant.parse("2039-01-01T00:00:00Z"));
        String bounds =
                """
                SELECT format('ALTER TABLE events.%s ATTACH PARTITION events.%s %s', '{register}', c.relname,
                    pg_get_expr(c.relpartbound, c.oid))
                FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                WHERE i.inhparent = 'events.{register}'::regclass AND c.relname NOT LIKE '%2039%'
                """;
        String clicks = market.text(bounds.replace("{register}", "click_register"));
        String refunds = market.text(bounds.replace("{register}", "refund_register"));
        market.sql(
                clicks.replaceFirst("ATTACH (.*) FOR .*", "DETACH $1"),
                refunds.replaceFirst("ATTACH (.*) FOR .*", "DETACH $1"));

        AuditReport report = verify();

        market.sql(
                clicks,
                refunds,
                "DROP TABLE events.click_register_20390101",
                "DROP TABLE events.refund_register_20390101");
        assertThat(report.discrepancies()).isEmpty();
        assertThat(report.counts())
                .containsEntry("clicks charged", 2L)
                .containsEntry("rows of events.click_register", 0L);
        assertThat(report.notCompared())
                .anyMatch(note -> note.contains("minted before 2039-01-01 (forgotten)"));
    }

    @Test
    void namesARefundOfAnotherAmountThanWasCharged() {
        market.sql(
                "UPDATE events.click_register SET amount = 250 WHERE click_id = '"
                        + RecordedMarket.DUPLICATE
                        + "'");

        AuditReport report = verify();

        market.sql(
                "UPDATE events.click_register SET amount = 260 WHERE click_id = '"
                        + RecordedMarket.DUPLICATE
                        + "'");
        assertThat(report.discrepancies())
                .extracting(Discrepancy::what)
                .containsExactlyInAnyOrder(
                        "a refund that no charged click accounts for", "changed row");
    }

    @Test
    void namesAChangedLedgerRow() {
        market.sql(
                "UPDATE views.ledger_entry SET amount = -250 WHERE click_id = '"
                        + RecordedMarket.FIRST
                        + "'");

        AuditReport report = verify();

        market.sql(
                "UPDATE views.ledger_entry SET amount = -260 WHERE click_id = '"
                        + RecordedMarket.FIRST
                        + "'");
        assertThat(report.discrepancies())
                .singleElement()
                .satisfies(
                        found -> {
                            assertThat(found.what()).isEqualTo("changed row");
                            assertThat(found.where()).startsWith("views.ledger_entry position=");
                            assertThat(found.expected()).isEqualTo("amount=-260");
                            assertThat(found.found()).isEqualTo("amount=-250");
                        });
    }

    @Test
    void namesARowThatNoEventAccountsFor() {
        market.sql("INSERT INTO views.balance VALUES ('a-2', 5, now(), 1)");

        AuditReport report = verify();

        market.sql("DELETE FROM views.balance WHERE advertiser_id = 'a-2'");
        assertThat(report.discrepancies())
                .singleElement()
                .satisfies(
                        found ->
                                assertThat(found.where())
                                        .isEqualTo("views.balance advertiser_id=a-2"));
    }

    @Test
    void namesEveryChangedReadTable() {
        Map<String, String> changes =
                Map.of(
                        "views.advertiser", "name = name || '!'",
                        "views.campaign", "quality = quality + 1",
                        "views.campaign_quality", "clicks = clicks + 1",
                        "views.campaign_spend", "spent = spent + 1",
                        "views.click", "category = category || 'x'",
                        "views.orders", "status = status || 'x'",
                        "views.order_line", "quantity = quantity + 1",
                        "views.order_product", "revenue_amount = revenue_amount + 1",
                        "views.conversion", "revenue_amount = revenue_amount + 1",
                        "views.rank_entry", "entry = entry || ' '");
        for (Map.Entry<String, String> change : changes.entrySet()) {
            String table = change.getKey();
            market.sql(
                    "CREATE TABLE kept AS SELECT * FROM " + table,
                    "UPDATE " + table + " SET " + change.getValue());

            AuditReport report = verify();

            market.sql(
                    "DELETE FROM " + table,
                    "INSERT INTO " + table + " SELECT * FROM kept",
                    "DROP TABLE kept");
            assertThat(wheres(report))
                    .as(table)
                    .isNotEmpty()
                    .allMatch(where -> where.startsWith(table + " "));
        }
    }

    @Test
    void namesAChangedRedisBalance() {
        redis.set("balance:a-1", "9741");

        AuditReport report = verify();

        redis.set("balance:a-1", "9740");
        assertThat(report.discrepancies())
                .singleElement()
                .satisfies(
                        found -> {
                            assertThat(found.where()).startsWith("Redis key=balance:a-1");
                            assertThat(found.expected()).isEqualTo("value=9740");
                            assertThat(found.found()).isEqualTo("value=9741");
                        });
    }

    @Test
    void namesAMissingBudgetAndAForeignRankInRedis() {
        String budget = "budget:c-1:" + RecordedMarket.DAY;
        String spent = redis.get(budget);
        redis.del(budget);
        redis.hset("rtb:HOME:*", "ad_x", "{}");

        AuditReport report = verify();

        redis.setex(budget, 10_000, spent);
        redis.hdel("rtb:HOME:*", "ad_x");
        assertThat(wheres(report))
                .hasSize(2)
                .anyMatch(where -> where.startsWith("Redis key=" + budget))
                .anyMatch(where -> where.startsWith("Redis key=rtb:HOME:* field=ad_x"));
    }

    @Test
    void comparesViewsAtThePositionTheyHaveRead() {
        // As if the projections had stopped before the refund and all that follows it.
        String before =
                market.text(
                        """
                        SELECT tx || ':' || position FROM events.event WHERE position =
                            (SELECT position - 1 FROM events.event WHERE type = %d)
                        """
                                .formatted(REFUNDED));
        String now =
                market.text("SELECT position FROM views.subscription WHERE name = 'read-tables'");
        market.sql(
                "UPDATE views.subscription SET position = '"
                        + before
                        + "' WHERE name = 'read-tables'");

        AuditReport report = verify();

        market.sql(
                "UPDATE views.subscription SET position = '"
                        + now
                        + "' WHERE name = 'read-tables'");
        assertThat(wheres(report))
                .anyMatch(where -> where.startsWith("views.balance advertiser_id=a-1"))
                .anyMatch(where -> where.startsWith("views.orders order_id=o-1"))
                .noneMatch(where -> where.startsWith("Redis"))
                .noneMatch(where -> where.startsWith("views.campaign campaign_id"));
    }

    private static AuditReport verify() {
        return new AuditVerification(
                        market.dataSource(), market.redisServer().url(), SealTrust.NONE)
                .run(AuditProgress.UNHEARD);
    }

    private static List<String> wheres(AuditReport report) {
        return report.discrepancies().stream().map(Discrepancy::where).toList();
    }
}
