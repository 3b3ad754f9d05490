package dev.clickledger.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.clickledger.contracts.ads.Keyword;
import dev.clickledger.contracts.ads.KeywordMatch;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.events.AdvertiserSpending;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.CampaignEvent.CampaignApproved;
import dev.clickledger.contracts.events.CampaignEvent.CampaignPaused;
import dev.clickledger.embedded.RedisServer;
import dev.clickledger.eventstore.EventReader;
import dev.clickledger.eventstore.Slice;
import dev.clickledger.projections.subscription.Subscriber;
import dev.clickledger.readmodel.redis.RedisKeys;
import dev.clickledger.readmodel.tables.ReadTables;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.core.script.RedisScript;

/** Events reach Redis and the read tables, whatever happens in between. */
class ViewsIT extends WithRunningProjections {

    @Test
    void takesAPausedCampaignOutOfRedisAndTable() throws Exception {
        Market market = new Market("paused");
        ConfigurableApplicationContext context = start();
        parts.append(market.opened());
        awaitCaughtUp(context);
        assertThat(ranksInTable(market)).isEqualTo(3);

        parts.append(new CampaignPaused(market.campaign(), Market.at(1)));
        awaitCaughtUp(context);

        assertThat(ranksInTable(market)).isZero();
        assertThat(redis(context).opsForHash().hasKey("rtb:HOME:*", market.field(1))).isFalse();
    }

    @Test
    void writesAQualityToRedisTableAndHistory() throws Exception {
        Market market = new Market("qualified");
        ConfigurableApplicationContext context = start();
        parts.append(market.opened());
        parts.append(
                Market.adjusted(market.campaign(), 1_100_000, 1_000_000, Market.at(3_600)),
                Market.adjusted(market.campaign(), 1_210_000, 1_100_000, Market.at(7_200)));
        awaitCaughtUp(context);

        assertThat(redis(context).opsForHash().get("rtb:HOME:*", market.field(1)))
                .asString()
                .startsWith("300 1210000");
        String campaign = market.campaign().value();
        assertThat(
                        parts.sql.queryForObject(
                                "SELECT quality FROM views.campaign WHERE campaign_id = ?",
                                Long.class,
                                campaign))
                .isEqualTo(1_210_000);
        assertThat(
                        parts.sql.queryForList(
                                """
                                SELECT previous_quality || ' ' || quality || ' ' || measured_quality
                                FROM views.campaign_quality WHERE campaign_id = ? ORDER BY position
                                """,
                                String.class,
                                campaign))
                .containsExactly("1000000 1100000 1384615", "1100000 1210000 1384615");
    }

    @Test
    void goesOnAfterARestartWithWhatItKnew() throws Exception {
        Market market = new Market("restarted");
        ConfigurableApplicationContext context = start();
        parts.append(market.opened());
        awaitCaughtUp(context);
        context.close();

        parts.append(market.spending(AdvertiserSpending.SUSPENDED));
        ConfigurableApplicationContext again = start();
        awaitCaughtUp(again);
        assertThat(ranksInTable(market)).isZero();

        parts.append(market.spending(AdvertiserSpending.ALLOWED));
        awaitCaughtUp(again);
        assertThat(ranksInTable(market)).isEqualTo(3);
        assertThat(redis(again).opsForHash().hasKey("rtb:HOME:*", market.field(1))).isTrue();
    }

    @Test
    void rebuildsAFlushedRedisToTheSame() throws Exception {
        Market market = new Market("flushed");
        ConfigurableApplicationContext context =
                start(
                        Map.of(
                                "clickledger.sandbox",
                                true,
                                "clickledger.subscription.slice-events",
                                7));
        parts.append(market.opened());
        parts.append(clicks(market, 50));
        awaitCaughtUp(context);
        Map<String, Object> before = contentsOf(redis(context));

        redis(context)
                .execute(
                        connection -> {
                            connection.serverCommands().flushAll();
                            return null;
                        },
                        true);

        awaitCaughtUp(context);
        assertThat(withoutGeneration(contentsOf(redis(context))))
                .isEqualTo(withoutGeneration(before));
    }

    @Test
    void rebuildsARedisThatHoldsAnotherStore() throws Exception {
        Market market = new Market("another-store");
        ConfigurableApplicationContext context = start();
        parts.append(market.opened());
        awaitCaughtUp(context);
        Map<String, Object> before = contentsOf(redis(context));
        context.close();

        ConfigurableApplicationContext other = start();
        awaitCaughtUp(other);
        redis(other).opsForValue().set("balance:somebody-else", "1");
        redis(other).opsForValue().set(RedisKeys.POSITION, "999999999:1");

        awaitCaughtUp(other);
        assertThat(withoutGeneration(contentsOf(redis(other))))
                .isEqualTo(withoutGeneration(before));
    }

    @Test
    void buildsTheViewAgainBesideTheOneThatIsServed() throws Exception {
        Market market = new Market("rebuilt");
        ConfigurableApplicationContext context = start();
        parts.append(market.opened());
        parts.append(clicks(market, 50));
        awaitCaughtUp(context);
        Map<String, Object> before = contentsOf(redis(context));
        redis(context).opsForValue().set("balance:somebody-else", "1");

        askForARebuild(context);

        await().atMost(SOON)
                .untilAsserted(
                        () -> {
                            assertThat(redis(context).opsForValue().get(RedisKeys.POSITION))
                                    .isNotNull();
                            assertThat(redis(context).hasKey("balance:somebody-else")).isFalse();
                        });
        assertThat(withoutGeneration(contentsOf(redis(context))))
                .isEqualTo(withoutGeneration(before));
        parts.append(new CampaignPaused(market.campaign(), Market.at(100)));
        awaitCaughtUp(context);
        assertThat(redis(context).opsForHash().hasKey("rtb:HOME:*", market.field(1))).isFalse();
    }

    @Test
    void goesOnWithARebuildAfterARestart() throws Exception {
        Market market = new Market("rebuilt-after-restart");
        ConfigurableApplicationContext context = start();
        parts.append(market.opened());
        awaitCaughtUp(context);
        redis(context).opsForValue().set("balance:somebody-else", "1");
        context.getBean("subscriptions", SmartLifecycle.class).stop();
        askForARebuild(context);
        context.close();

        ConfigurableApplicationContext again = start();

        await().atMost(SOON).until(() -> !redis(again).hasKey("balance:somebody-else"));
        assertThat(redis(again).opsForHash().hasKey("rtb:HOME:*", market.field(1))).isTrue();
    }

    @Test
    void buildsTheReadTablesAgainBesideThoseThatAreRead() throws Exception {
        Market market = new Market("tables-rebuilt");
        ConfigurableApplicationContext context = start();
        parts.append(market.opened());
        parts.append(clicks(market, 50));
        awaitCaughtUp(context);
        Map<String, Object> before = tables();
        addABalanceOfNobody();

        try (Connection reading = parts.connection()) {
            reading.setAutoCommit(false);
            readBalances(reading);
            askForTheReadTablesAgain();
            await().atMost(SOON)
                    .until(() -> parts.newestPosition().equals(positionOfBuiltTables()));
            // A report that is under way holds back the change of places, and nobody else.
            parts.append(clicks(market, 5));
            awaitPositionOfTables();
            assertThat(readBalances(reading)).contains("nobody");
        }

        await().atMost(SOON).until(() -> !isARebuildAskedFor());
        assertThat(balancesOf("nobody")).isZero();
        assertThat(parts.sql.queryForObject("SELECT to_regnamespace('views_built')", String.class))
                .isNull();
        assertThat(tables().keySet()).isEqualTo(before.keySet());
        parts.append(new CampaignPaused(market.campaign(), Market.at(100)));
        awaitCaughtUp(context);
        assertThat(ranksInTable(market)).isZero();
    }

    @Test
    void givesTheSameTablesWhenTheyAreBuiltAgainAcrossARestart() throws Exception {
        Market market = new Market("tables-rebuilt-after-restart");
        ConfigurableApplicationContext context =
                start(
                        Map.of(
                                "clickledger.sandbox",
                                true,
                                "clickledger.subscription.slice-events",
                                7));
        parts.append(market.opened());
        parts.append(clicks(market, 50));
        ClickCharged click = market.click(60, Market.at(60));
        parts.append(
                click, market.order(1, 60, Market.at(61)), market.refund(click, Market.at(361)));
        awaitCaughtUp(context);
        Map<String, Object> before = tables();
        addABalanceOfNobody();
        context.getBean("subscriptions", SmartLifecycle.class).stop();
        askForTheReadTablesAgain();
        context.close();

        ConfigurableApplicationContext again = start();

        await().atMost(SOON).until(() -> !isARebuildAskedFor());
        awaitCaughtUp(again);
        assertThat(tables()).isEqualTo(before);
    }

    private static void addABalanceOfNobody() {
        parts.sql.update(
                "INSERT INTO views.balance (advertiser_id, amount, updated_at, position) VALUES ('nobody', 1, now(), 1)");
    }

    private static void askForTheReadTablesAgain() {
        parts.sql.update(
                "INSERT INTO views.subscription (name, position) VALUES (?, '0:0')",
                ReadTables.REBUILD);
    }

    private static boolean isARebuildAskedFor() {
        return parts.sql.queryForObject(
                "SELECT EXISTS (SELECT 1 FROM views.subscription WHERE name = ?)",
                Boolean.class,
                ReadTables.REBUILD);
    }

    private static String positionOfBuiltTables() {
        boolean begun =
                parts.sql.queryForObject(
                        "SELECT to_regclass('views_built.subscription') IS NOT NULL",
                        Boolean.class);
        return begun
                ? parts.sql.queryForObject(
                        "SELECT position FROM views_built.subscription", String.class)
                : "";
    }

    private static void awaitPositionOfTables() {
        await().atMost(SOON)
                .until(
                        () ->
                                parts.newestPosition()
                                        .equals(
                                                parts.sql.queryForObject(
                                                        "SELECT position FROM views.subscription WHERE name = ?",
                                                        String.class,
                                                        ReadTables.SUBSCRIPTION)));
    }

    private static int balancesOf(String advertiser) {
        return parts.sql.queryForObject(
                "SELECT count(*) FROM views.balance WHERE advertiser_id = ?",
                Integer.class,
                advertiser);
    }

    private static List<String> readBalances(Connection connection) throws SQLException {
        List<String> advertisers = new ArrayList<>();
        try (Statement read = connection.createStatement();
                ResultSet rows = read.executeQuery("SELECT advertiser_id FROM views.balance")) {
            while (rows.next()) {
                advertisers.add(rows.getString(1));
            }
        }
        return advertisers;
    }

    private static void askForARebuild(ConfigurableApplicationContext context) {
        redis(context)
                .execute(
                        RedisScript.of(
                                "redis.call('SELECT', ARGV[1]) return redis.call('SET', KEYS[1], '0:0')",
                                String.class),
                        List.of(RedisKeys.REBUILDING),
                        Integer.toString(RedisKeys.BUILT));
    }

    @Test
    void changesNothingWhenASliceComesAgain() throws Exception {
        Market market = new Market("repeated");
        ConfigurableApplicationContext context = start();
        parts.append(market.opened());
        awaitCaughtUp(context);
        context.getBean("subscriptions", SmartLifecycle.class).stop();

        ClickCharged click = market.click(1, Market.at(1));
        parts.append(click, market.order(1, 1, Market.at(2)), market.refund(click, Market.at(301)));
        for (Subscriber subscriber : context.getBeansOfType(Subscriber.class).values()) {
            if (subscriber.name().startsWith("publish")) {
                continue; // a repeat of theirs is a repeat in the topic, under the same numbers
            }
            Slice slice =
                    new EventReader(context.getBean(DataSource.class))
                            .read(subscriber.resume(), 1_000);
            subscriber.accept(slice);
            Map<String, Object> once = contentsOf(redis(context));
            Map<String, Object> tablesOnce = tables();

            var refused = catchThrowable(() -> subscriber.accept(slice));

            assertThat(refused == null || refused instanceof RuntimeException).isTrue();
            assertThat(slice.events()).hasSize(3);
            assertThat(contentsOf(redis(context))).isEqualTo(once);
            assertThat(tables()).isEqualTo(tablesOnce);
            assertThat(subscriber.resume()).isEqualTo(slice.upTo());
        }
    }

    @Test
    void writesACampaignThatIsTooLargeForOneCall() throws Exception {
        Market market = new Market("large");
        ConfigurableApplicationContext context = start();
        Keyword[] keywords =
                IntStream.range(0, 50)
                        .mapToObj(i -> new Keyword("large keyword " + i, KeywordMatch.EXACT, null))
                        .toArray(Keyword[]::new);
        parts.append(
                market.spending(AdvertiserSpending.ALLOWED),
                market.drafted(
                        IntStream.range(0, 100).mapToObj(market::advertised).toList(),
                        Map.of(Placement.SEARCH, 100L),
                        keywords),
                new CampaignApproved(market.campaign(), Market.START));
        awaitCaughtUp(context);

        assertThat(redis(context).keys("rtb:SEARCH:large keyword *"))
                .hasSize(50)
                .allMatch(key -> redis(context).opsForHash().size(key) == 100);

        parts.append(new CampaignPaused(market.campaign(), Market.at(1)));
        awaitCaughtUp(context);
        assertThat(redis(context).keys("rtb:SEARCH:large keyword *")).isEmpty();
    }

    @Test
    void goesOnWhenRedisComesBack(@TempDir Path directory) throws Exception {
        Market market = new Market("redis-down");
        RedisServer first = RedisServer.start(directory);
        int port = first.port();
        ConfigurableApplicationContext context =
                start(Map.of("clickledger.sandbox", true, "clickledger.redis.url", first.url()));
        parts.append(market.opened());
        awaitCaughtUp(context);

        first.close();
        parts.append(clicks(market, 10));
        await().atMost(SOON)
                .untilAsserted(
                        () -> {
                            assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
                            assertThat(health(context).getDetails().get("read-tables").toString())
                                    .isEqualTo("ACTIVE at " + parts.newestPosition());
                        });

        try (RedisServer second = RedisServer.start(directory, port)) {
            awaitCaughtUp(context);
            assertThat(redis(context).opsForValue().get(RedisKeys.balance(market.advertiser())))
                    .isEqualTo(Long.toString(market.balance()));
            assertThat(health(context).getStatus()).isEqualTo(Status.UP);
            context.close();
        }
    }
}
