package dev.clickledger.local.demo.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.local.demo.input.ShopperAction.Cancel;
import dev.clickledger.local.demo.input.ShopperAction.Click;
import dev.clickledger.local.demo.input.ShopperAction.Purchase;
import dev.clickledger.local.demo.input.ShopperAction.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShopperLogTest {

    private static final String HEADER =
            "timestamp,event_type,device_id,session_id,product_id,category,placement,search_term,"
                    + "order_id,revenue_amount";

    @TempDir Path directory;

    @Test
    void readsWhatAShopperDid() throws IOException {
        List<ShopperAction> actions =
                read(
                        "2017-11-07T09:30:38Z,VIEW,d1,s1,,shoes,SEARCH,\"boots, red\",,",
                        "2017-11-07T09:30:39Z,CLICK,d1,s1,,shoes,SEARCH,boots,,",
                        "2017-11-07T09:31:00Z,PURCHASE,d1,s1,p7,,,,o-1,39000",
                        "2017-11-07T09:32:00Z,CANCEL,d1,s1,,,,,o-1,");

        assertThat(actions).extracting(ShopperAction::line).containsExactly(2L, 3L, 4L, 5L);
        assertThat(actions.get(0))
                .isInstanceOfSatisfying(
                        View.class,
                        view -> {
                            assertThat(view.placement()).isEqualTo(Placement.SEARCH);
                            assertThat(view.searchTerm()).isEqualTo("boots, red");
                            assertThat(view.category()).isEqualTo(new Category("shoes"));
                        });
        assertThat(actions.get(1)).isInstanceOf(Click.class);
        assertThat(actions.get(2))
                .isInstanceOfSatisfying(
                        Purchase.class,
                        purchase ->
                                assertThat(purchase.bought().getFirst().revenueWon())
                                        .isEqualTo(39_000));
        assertThat(actions.get(3)).isInstanceOf(Cancel.class);
    }

    @Test
    void ofOneInstantTakesPurchasesAfterClicksAndCancellationsLast() throws IOException {
        List<ShopperAction> actions =
                read(
                        "2017-11-07T09:30:00Z,CANCEL,d1,s1,,,,,o-1,",
                        "2017-11-07T09:30:00Z,PURCHASE,d1,s1,p1,,,,o-1,100",
                        "2017-11-07T09:30:00Z,VIEW,d1,s1,,shoes,HOME,,,",
                        "2017-11-07T09:30:00Z,PURCHASE,d1,s1,p2,,,,o-1,200",
                        "2017-11-07T09:30:00Z,CLICK,d1,s1,,shoes,HOME,,,",
                        "2017-11-07T09:30:01Z,VIEW,d1,s1,,shoes,HOME,,,");

        assertThat(actions)
                .extracting(ShopperAction::line)
                .as("the two rows of the order are one")
                .containsExactly(4L, 6L, 3L, 2L, 7L);
        assertThat(((Purchase) actions.get(2)).bought()).hasSize(2);
    }

    @Test
    void takesColumnsInAnyOrder() throws IOException {
        Path file =
                write(
                        "event_type,timestamp,device_id,session_id,product_id,category,placement,"
                                + "search_term,revenue_amount,order_id",
                        "PURCHASE,2017-11-07T09:30:38Z,d1,s1,,,,,700,o-1");
        try (var log = ShopperLog.open(file)) {
            assertThat(log.next()).isInstanceOf(Purchase.class);
            assertThat(log.hasNext()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yesterday,VIEW,d1,s1,,shoes,HOME,,, | line 2, column timestamp",
                "2017-11-07T09:30:38Z,LOOK,d1,s1,,shoes,HOME,,, | line 2, column event_type",
                "2017-11-07T09:30:38Z,VIEW,,s1,,shoes,HOME,,, | line 2, column device_id",
                "2017-11-07T09:30:38Z,VIEW,d 1,s1,,shoes,HOME,,, | line 2, column device_id",
                "2017-11-07T09:30:38Z,CLICK,d1,,,shoes,HOME,,, | line 2, column session_id",
                "2017-11-07T09:30:38Z,VIEW,d1,s1,,shoes,ATTIC,,, | line 2, column placement",
                "2017-11-07T09:30:38Z,VIEW,d1,s1,,,CATEGORY,,, | line 2, column category",
                "2017-11-07T09:30:38Z,VIEW,d1,s1,,sh oes,HOME,,, | line 2, column category",
                "2017-11-07T09:30:38Z,VIEW,d1,s1,,shoes,SEARCH,,, | line 2, column search_term",
                "2017-11-07T09:30:38Z,PURCHASE,d1,s1,,,,,,100 | line 2, column order_id",
                "2017-11-07T09:30:38Z,PURCHASE,d1,s1,,,,,o-1,0 | line 2, column revenue_amount",
                "2017-11-07T09:30:38Z,PURCHASE,d1,s1,,,,,o-1,1.5 | line 2, column revenue_amount",
                "2017-11-07T09:30:38Z,VIEW,d1,s1 | line 2: 4 values",
                "\"2017-11-07T09:30:38Z,VIEW,d1,s1,,,,,, | line 2: a quote is not closed",
            })
    void namesTheLineAndTheColumnOfWhatIsWrong(String row, String message) {
        assertThatThrownBy(() -> read(row))
                .isInstanceOf(InputRefused.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void refusesRowsThatAreNotSortedByTime() {
        assertThatThrownBy(
                        () ->
                                read(
                                        "2017-11-07T09:30:38Z,VIEW,d1,s1,,shoes,HOME,,,",
                                        "2017-11-07T09:30:37Z,VIEW,d1,s1,,shoes,HOME,,,"))
                .isInstanceOf(InputRefused.class)
                .hasMessageStartingWith("line 3, column timestamp: 2017-11-07T09:30:37Z is before");
    }

    @Test
    void refusesAHeaderWithoutAllColumns() {
        assertThatThrownBy(() -> ShopperLog.open(write("timestamp,event_type")))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("must name each of these columns once");
        assertThatThrownBy(() -> ShopperLog.open(write("timestamp,colour")))
                .isInstanceOf(InputRefused.class)
                .hasMessageContaining("unknown column 'colour'");
    }

    @Test
    void surveysWhatTheMarketMustOffer() throws IOException {
        Survey survey =
                Survey.of(
                        write(
                                HEADER,
                                "2017-11-07T09:30:00Z,VIEW,d1,s1,,shoes,HOME,,,",
                                "2017-11-07T09:30:01Z,VIEW,d1,s1,,shoes,SEARCH, Red  Boots,,",
                                "2017-11-07T09:30:02Z,VIEW,d1,s1,,,HOME,,,",
                                "2017-11-07T09:40:00Z,PURCHASE,d1,s1,,,,,o-1,100"));

        assertThat(survey.placements()).containsExactly(Placement.HOME, Placement.SEARCH);
        assertThat(survey.shelves()).containsOnlyKeys(Survey.NO_CATEGORY, new Category("shoes"));
        assertThat(survey.shelves().get(new Category("shoes"))).containsExactly("red boots");
        assertThat(survey.actions()).isEqualTo(4);
        assertThat(survey.last()).isEqualTo("2017-11-07T09:40:00Z");
    }

    @Test
    void refusesAnInputWithoutRows() throws IOException {
        Path file = write(HEADER);
        assertThatThrownBy(() -> Survey.of(file)).isInstanceOf(InputRefused.class);
    }

    private List<ShopperAction> read(String... rows) throws IOException {
        String[] lines = new String[rows.length + 1];
        lines[0] = HEADER;
        System.arraycopy(rows, 0, lines, 1, rows.length);
        List<ShopperAction> actions = new ArrayList<>();
        try (var log = ShopperLog.open(write(lines))) {
            log.forEachRemaining(actions::add);
        }
        return actions;
    }

    private Path write(String... lines) throws IOException {
        return Files.writeString(directory.resolve("input.csv"), String.join("\n", lines) + "\n");
    }
}
