package dev.clickledger.local.demo.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickledger.local.demo.api.CommandApi;
import dev.clickledger.local.demo.api.QueryApi;
import dev.clickledger.local.demo.input.ShopperLog;
import dev.clickledger.local.demo.journal.JournalFile;
import dev.clickledger.local.demo.replay.Tally.Count;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {

    private static final long SEED = 20171107;
    private static final Instant START = Instant.parse("2017-11-07T00:00:00Z");
    private static final String HEADER =
            "timestamp,event_type,device_id,session_id,product_id,category,placement,search_term,"
                    + "order_id,revenue_amount\n";

    @TempDir Path directory;

    private final List<String> rows = new ArrayList<>();
    private StubSystem system;
    private Replay replay;
    private List<String> journal;

    @BeforeEach
    void start() throws IOException {
        system = new StubSystem(SEED);
    }

    @AfterEach
    void stop() {
        system.close();
    }

    @Test
    void clicksOnAnAdvertiserAndActionsOfADeviceKeepTheOrderOfTheInput() throws Exception {
        var random = new SplittableRandom(SEED);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String device = "d" + random.nextInt(40);
            String category = "c" + random.nextInt(4);
            row(2 * i, "VIEW", device, category);
            row(2 * i + 1, "CLICK", device, category);
            expected.add("click %s %s %s".formatted(category, at(2 * i + 1), device));
        }

        play();

        for (String category : List.of("c0", "c1", "c2", "c3")) {
            String prefix = "click " + category + " ";
            assertThat(system.asked("click").stream().filter(line -> line.startsWith(prefix)))
                    .containsExactlyElementsOf(
                            expected.stream().filter(line -> line.startsWith(prefix)).toList());
        }
        assertThat(journal).hasSize(600);
        assertThat(journal).extracting(ReplayTest::time).isSorted();
        assertThat(replay.tally().of(Count.CLICKS_CHARGED)).isEqualTo(300);
        assertThat(replay.tally().of(Count.CHARGED_WON)).isEqualTo(300 * 260);
        assertThat(replay.tally().of(Count.IMPRESSIONS)).isEqualTo(300);
        assertThat(replay.charged()).hasSize(300);
    }

    @Test
    void aClickIsOnTheLastPageAndARepeatIsSentAgainWithoutALine() throws Exception {
        row(0, "CLICK", "d1", "c1");
        row(1, "VIEW", "d1", "nothing");
        row(2, "CLICK", "d1", "nothing");
        row(3, "VIEW", "d1", "c1");
        row(4, "VIEW", "d1", "c2");
        row(5, "CLICK", "d1", "c1");
        row(6, "CLICK", "d1", "c2");

        play();

        assertThat(system.asked("click"))
                .containsExactly(
                        "click c2 %s d1".formatted(at(5)), "click c2 %s d1 again".formatted(at(6)));
        assertThat(replay.tally().of(Count.CLICKS_WITHOUT_AD)).isEqualTo(2);
        assertThat(replay.tally().of(Count.CLICKS_REPEATED)).isEqualTo(1);
        assertThat(journal).filteredOn(line -> line.contains("\"click\"")).hasSize(1);
    }

    @Test
    void aClickMoreThanAnHourAfterItsPageIsCountedApart() throws Exception {
        row(0, "VIEW", "d1", "c1");
        row(0, "VIEW", "d2", "c1");
        row(3_600, "CLICK", "d1", "c1");
        row(3_601, "CLICK", "d2", "c1");
        row(20_000, "CLICK", "d2", "c1");

        play();

        assertThat(replay.tally().of(Count.CLICKS_CHARGED)).isEqualTo(1);
        assertThat(replay.tally().of(Count.CLICKS_EXPIRED)).isEqualTo(2);
    }

    @Test
    void aPurchaseWithoutProductTakesThatOfTheLastClick() throws Exception {
        order(0, "PURCHASE", "d1", "o-0", "", "500");
        row(1, "VIEW", "d1", "c1");
        row(2, "CLICK", "d1", "c1");
        row(3, "VIEW", "d1", "c2");
        order(4, "PURCHASE", "d1", "o-1", "", "700");
        order(5, "PURCHASE", "d1", "o-1", "", "700");
        order(6, "CANCEL", "d1", "o-1", "", "");
        order(7, "CANCEL", "d1", "o-0", "", "");

        play();

        List<String> sent = system.asked("order");
        assertThat(sent).hasSize(3);
        assertThat(sent.getFirst())
                .contains("\"product_id\":\"product-c1\"", "\"revenue_amount\":700");
        assertThat(sent.get(1)).as("the same message").isEqualTo(sent.getFirst());
        assertThat(sent.get(2)).startsWith("order /v1/orders/o-1/cancellation");
        assertThat(replay.tally().of(Count.PURCHASES)).isEqualTo(3);
        assertThat(replay.tally().of(Count.PURCHASES_WITHOUT_CLICK)).isEqualTo(1);
        assertThat(replay.tally().of(Count.PURCHASES_REPEATED)).isEqualTo(1);
        assertThat(replay.tally().of(Count.CANCELLATIONS_WITHOUT_ORDER)).isEqualTo(1);
    }

    @Test
    void theClockMovesBehindTheInputAndEndsPastEveryWindow() throws Exception {
        row(0, "VIEW", "d1", "c1");
        row(3_600, "VIEW", "d1", "c1");

        Instant end = play();

        assertThat(end).isAfter(at(3_600).plus(Duration.ofHours(48)));
        assertThat(system.asked("clock"))
                .containsExactly(
                        "clock " + at(3_600).minusMillis(1), "clock " + at(3_600), "clock " + end);
    }

    @Test
    void aRefusalEndsTheReplayWithWhatTheProblemSays() throws Exception {
        try (var command = new CommandApi(system.url())) {
            command.moveClock(at(10));
        }
        row(0, "VIEW", "d1", "c1");
        row(1, "CLICK", "d1", "c1");
        row(2, "VIEW", "d1", "c1");

        assertThatThrownBy(this::play)
                .isInstanceOf(ReplayFailed.class)
                .hasMessageContaining("answered 409")
                .hasMessageContaining("is not after");
    }

    private Instant play() throws IOException, InterruptedException {
        Path input = directory.resolve("input.csv");
        Files.writeString(input, HEADER + String.join("\n", rows) + "\n");
        Path file = directory.resolve("journal.ndjson");
        try (var command = new CommandApi(system.url());
                var query = new QueryApi(system.url());
                var lines = new JournalFile();
                var log = ShopperLog.open(input)) {
            replay = new Replay(command, query, lines);
            Instant end = replay.play(log, () -> {});
            lines.write(file, List.of());
            journal = Files.readAllLines(file);
            return end;
        }
    }

    private void row(int second, String type, String device, String category) {
        rows.add(
                "%s,%s,%s,%s-s1,,%s,CATEGORY,,,"
                        .formatted(at(second), type, device, device, category));
    }

    private void order(
            int second, String type, String device, String order, String product, String won) {
        rows.add(
                "%s,%s,%s,%s-s1,%s,,,,%s,%s"
                        .formatted(at(second), type, device, device, product, order, won));
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }

    private static String time(String line) {
        int from = line.indexOf("\"at\":\"") + 6;
        return line.substring(from, line.indexOf('"', from));
    }
}
