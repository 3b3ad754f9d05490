package dev.clickledger.command.impressions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.clickledger.command.charge.TokenGate;
import dev.clickledger.command.impressions.ImpressionIntake.Answer;
import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.adtoken.AdTokens;
import dev.clickledger.contracts.adtoken.SigningKeys;
import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.AuctionId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.http.ProblemException;
import dev.clickledger.http.RequestTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.validation.Validation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Against a list in place of Kafka. */
class ImpressionIntakeTest {

    private static final long SEED = 20171107;
    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");
    private static final RequestTime TIME = new RequestTime(NOW, true);
    private static final ProblemException AWAY =
            ProblemException.unavailable("Kafka is away.", Duration.ofSeconds(1));

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final AdTokens tokens =
            new AdTokens(
                    SigningKeys.parse(
                            List.of(SigningKeys.line(1, new byte[SigningKeys.KEY_BYTES]))));
    private final List<AdEventRecord> topic = Collections.synchronizedList(new ArrayList<>());
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicLong nanos = new AtomicLong();
    private Consumer<List<AdEventRecord>> kafka = topic::addAll;
    private ImpressionIntake intake = intake(1_000);

    @Test
    void countsAnAdOnceWhateverEventIdsAreMadeUp() {
        String ad = ad();

        assertThat(take(seen("e-1", ad), seen("e-2", ad), seen("e-1", ad)))
                .isEqualTo(new Answer(1, 2, List.of()));
        assertThat(take(seen("e-3", ad))).isEqualTo(new Answer(0, 1, List.of()));

        assertThat(topic)
                .extracting(AdEventRecord::eventId)
                .singleElement()
                .asString()
                .startsWith("imp-")
                .endsWith("-served");
        assertThat(count("accepted", "kind", "served")).isEqualTo(1);
        assertThat(count("accepted", "kind", "viewable")).isZero();
        assertThat(registry.get("clickledger.impressions.duplicates").counter().count())
                .isEqualTo(3);
    }

    @Test
    void makesAnAdViewableLaterWithoutServingItAgain() {
        String ad = ad();

        assertThat(take(seen("e-1", ad)).accepted()).isEqualTo(1);
        assertThat(take(viewed("e-2", ad)).accepted()).isEqualTo(1);
        assertThat(take(viewed("e-3", ad), seen("e-4", ad)).duplicates()).isEqualTo(2);

        assertThat(topic).extracting(AdEventRecord::viewable).containsExactly(false, true);
        assertThat(topic).extracting(AdEventRecord::clickId).containsOnly(topic.get(0).clickId());
    }

    @Test
    void servesAnAdThatIsReportedAsViewableAtOnce() {
        assertThat(take(viewed("e-1", ad()))).isEqualTo(new Answer(1, 0, List.of()));

        assertThat(topic).extracting(AdEventRecord::viewable).containsExactly(false, true);
        assertThat(count("accepted", "kind", "served")).isEqualTo(1);
        assertThat(count("accepted", "kind", "viewable")).isEqualTo(1);
    }

    @Test
    void leavesAnAdToTheDeviceAndSessionThatReportedItFirst() {
        String ad = ad();
        take(seen("e-1", ad));

        Answer answer =
                take(
                        event("e-2", ad, "other", "visit", true),
                        event("e-1", ad, "phone", "other", true),
                        viewed("e-3", ad));

        assertThat(answer.accepted()).isEqualTo(1);
        assertThat(answer.rejected())
                .extracting(ImpressionIntake.Rejected::index)
                .containsExactly(0, 1);
        assertThat(answer.rejected().getFirst().reason()).contains("one device in one session");
        assertThat(count("rejected", "reason", "other-device")).isEqualTo(2);
    }

    @Test
    void dropsAnEventIdThatItsDeviceUsedBefore() {
        Answer answer =
                take(
                        seen("e-1", ad()),
                        seen("e-1", ad()),
                        event("e-1", ad(), "another", "visit", false));

        assertThat(answer).isEqualTo(new Answer(2, 1, List.of()));
        assertThat(topic).extracting(AdEventRecord::deviceId).containsExactly("phone", "another");
    }

    @Test
    void saysWhyItRejects() {
        ServedAd old = served(NOW.minus(Duration.ofHours(2)));
        ServedAd early = served(NOW.plus(Duration.ofHours(2)));

        Answer answer =
                take(
                        seen("-", ad()),
                        seen("e-1", "forged"),
                        seen("e-2", tokens.sign(old)),
                        seen("e-3", tokens.sign(early)));

        assertThat(answer.rejected()).hasSize(4);
        for (String reason : List.of("malformed", "forged-token", "expired-token", "wrong-time")) {
            assertThat(count("rejected", "reason", reason)).as(reason).isEqualTo(1);
        }
        assertThat(topic).isEmpty();
    }

    @Test
    void takesWhatItCouldNotWriteWhenItComesAgain() {
        String ad = ad();
        kafka =
                _ -> {
                    throw AWAY;
                };
        assertThatThrownBy(() -> take(viewed("e-1", ad))).isSameAs(AWAY);

        kafka = topic::addAll;
        // Nobody has reported it yet, as far as anybody knows.
        assertThat(take(event("e-1", ad, "other", "visit", true)).accepted()).isEqualTo(1);

        assertThat(topic).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void letsARepeatShareTheFateOfWhatIsStillOnItsWay(boolean arrives) throws Exception {
        String ad = ad();
        var writing = new CountDownLatch(1);
        var outcome = new CompletableFuture<Boolean>();
        kafka =
                records -> {
                    writing.countDown();
                    if (!records.isEmpty() && !outcome.join()) {
                        throw AWAY;
                    }
                    topic.addAll(records);
                };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> first = threads.submit(() -> take(seen("e-1", ad)));
            writing.await();
            var repeating = new CompletableFuture<Thread>();
            Future<Answer> repeat =
                    threads.submit(
                            () -> {
                                repeating.complete(Thread.currentThread());
                                return take(seen("e-2", ad));
                            });
            awaitPause(repeating.join(), outcome);
            outcome.complete(arrives);
            if (arrives) {
                assertThat(first.get().accepted()).isEqualTo(1);
                assertThat(repeat.get().duplicates()).isEqualTo(1);
            } else {
                assertThatThrownBy(first::get).hasCauseInstanceOf(ProblemException.class);
                assertThatThrownBy(repeat::get).hasCauseInstanceOf(ProblemException.class);
                kafka = topic::addAll;
                assertThat(take(seen("e-2", ad)).accepted()).isEqualTo(1);
            }
        }
        assertThat(topic).hasSize(1);
    }

    private static void awaitPause(Thread thread, CompletableFuture<Boolean> outcome) {
        try {
            await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        } catch (ConditionTimeoutException stuck) {
            outcome.complete(false);
            throw stuck;
        }
    }

    @Test
    void acceptsEveryKindOfEveryAdOnceHoweverOftenAndWhereverItFails() throws Exception {
        List<String> ads = Stream.generate(this::ad).limit(200).toList();
        var failures = new SplittableRandom(SEED);
        kafka =
                records -> {
                    topic.addAll(records);
                    synchronized (failures) {
                        if (failures.nextInt(4) == 0) {
                            // Written, and nobody knows.
                            throw AWAY;
                        }
                    }
                };
        var accepted = new AtomicInteger();
        var ids = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < 8; caller++) {
                var order = new SplittableRandom(SEED + caller);
                threads.submit(
                        () -> {
                            for (int i = 0; i < 400; i++) {
                                String ad = ads.get(order.nextInt(ads.size()));
                                boolean viewable = order.nextBoolean();
                                String id = "e-" + ids.incrementAndGet();
                                Answer answer = null;
                                while (answer == null) {
                                    answer = unlessAway(event(id, ad, "phone", "visit", viewable));
                                }
                                accepted.addAndGet(answer.accepted());
                            }
                        });
            }
        }

        long kinds = topic.stream().map(AdEventRecord::eventId).distinct().count();
        assertThat(kinds).as("seed " + SEED).isEqualTo(2L * ads.size());
        double counted =
                count("accepted", "kind", "served") + count("accepted", "kind", "viewable");
        assertThat(counted).isEqualTo(2.0 * ads.size());
        assertThat(accepted.get()).isBetween(ads.size(), 2 * ads.size());
    }

    @Test
    void remembersNoMoreThanItMayAndNoLongerThanItMust() {
        intake = intake(10);
        for (int i = 0; i < 100; i++) {
            take(seen("e-" + i, ad()));
        }
        assertThat(registry.get("clickledger.impressions.memory.ads").gauge().value())
                .isBetween(1.0, 10.0);
        assertThat(registry.get("clickledger.impressions.memory.evicted").counter().count())
                .isGreaterThanOrEqualTo(180);

        String ad = ad();
        intake = intake(1_000);
        take(seen("a", ad));
        nanos.addAndGet(Duration.ofMinutes(62).toNanos());
        // Its token would long be refused; the sandbox's time stands still here.
        assertThat(take(seen("a", ad)).accepted()).isEqualTo(1);
        assertThat(topic.getLast().eventId()).isEqualTo(topic.get(topic.size() - 2).eventId());
    }

    private @Nullable Answer unlessAway(JsonNode event) {
        try {
            return take(event);
        } catch (ProblemException away) {
            return null;
        }
    }

    private ImpressionIntake intake(long remembered) {
        registry.clear();
        var meters = new ImpressionMeters(registry);
        Ticker ticker = nanos::get;
        var memory = new ImpressionMemory(remembered, ticker, meters::evicted);
        meters.watch(memory);
        var validators =
                Validation.byDefaultProvider()
                        .configure()
                        .messageInterpolator(new ParameterMessageInterpolator())
                        .buildValidatorFactory();
        var check =
                new ImpressionCheck(
                        ContractJson.strict(), validators.getValidator(), new TokenGate(tokens));
        return new ImpressionIntake(check, memory, records -> kafka.accept(records), meters);
    }

    private Answer take(JsonNode... events) {
        return intake.take(Arrays.asList(events), TIME);
    }

    private String ad() {
        return tokens.sign(served(NOW.minusSeconds(60)));
    }

    private ServedAd served(Instant mintedAt) {
        var campaign = new CampaignId("c-1");
        var product = new ProductId("p-1");
        return new ServedAd(
                ClickId.mint(mintedAt, random),
                AuctionId.mint(mintedAt, random),
                AdId.of(campaign, product),
                campaign,
                new AdvertiserId("a-1"),
                product,
                null,
                Placement.HOME,
                new Category("home/lamps"),
                null,
                null,
                null,
                Money.won(300),
                1_000_000,
                Money.won(70),
                Money.won(10),
                Money.won(260),
                null,
                1,
                null,
                1,
                mintedAt);
    }

    private static JsonNode seen(String id, String token) {
        return event(id, token, "phone", "visit", false);
    }

    private static JsonNode viewed(String id, String token) {
        return event(id, token, "phone", "visit", true);
    }

    private static JsonNode event(
            String id, String token, String device, String session, boolean viewable) {
        return ContractJson.strict()
                .createObjectNode()
                .put("event_id", id)
                .put("type", "IMPRESSION")
                .put("ad_token", token)
                .put("device_id", device)
                .put("session_id", session)
                .put("viewable", viewable);
    }

    private double count(String meter, String tag, String value) {
        return registry.get("clickledger.impressions." + meter).tag(tag, value).counter().count();
    }
}
