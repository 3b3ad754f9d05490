package dev.clickledger.local.demo.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.events.DeclineReason;
import dev.clickledger.local.demo.api.ClickHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrintedAccountTest {

    @Test
    void theClosingAccountIsATableOfAlignedNumbers() {
        var report =
                new DemoReport(
                        44_615,
                        133_845,
                        133_845,
                        44_537,
                        Map.of(DeclineReason.DAILY_BUDGET, 37L),
                        0,
                        15,
                        0,
                        24_013_370,
                        29,
                        15_910,
                        104,
                        0,
                        0,
                        104,
                        0,
                        0,
                        104,
                        3_858_000,
                        0,
                        0,
                        7_600_115_000L,
                        7_576_117_540L,
                        0,
                        47_030,
                        253.64,
                        Map.of("start", 12.31),
                        List.of());

        List<String> lines = ClosingAccount.of(report).lines().toList();

        assertThat(lines)
                .contains(
                        " page views looked up                                  44,615",
                        " clicks declined: daily budget                             37",
                        " refunded, 29 duplicates                             −₩15,910",
                        " difference                                                ₩0",
                        " in all                                               253.6 s");
        assertThat(lines).noneMatch(line -> line.contains("more than an hour late"));
        assertThat(lines).allMatch(line -> line.length() <= 62);
    }

    @Test
    void aWonIsFollowedBackToItsAuctionAndForthToItsRefund() {
        var history =
                new ClickHistory(
                        "click-1",
                        "CHARGED",
                        430,
                        null,
                        "advertiser-001",
                        "campaign-0001",
                        "product-0001-01",
                        "bot-1",
                        LocalDate.parse("2026-03-02"),
                        Instant.parse("2026-03-02T01:00:01Z"),
                        99_570L,
                        new ClickHistory.Auction(
                                "auction-1",
                                Instant.parse("2026-03-02T01:00:00Z"),
                                "SEARCH",
                                "fashion/shoes",
                                "boots",
                                700,
                                430,
                                "the next candidate would have paid 420"),
                        new ClickHistory.Refund(
                                "dup-click-0",
                                430,
                                "DUPLICATE_CLICK_DETECTED",
                                Instant.parse("2026-03-02T01:05:00Z")),
                        List.of(),
                        List.of(
                                new ClickHistory.Event("ClickCharged"),
                                new ClickHistory.Event("ClickRefunded")));

        assertThat(ClickChain.of(history))
                .contains(
                        "won       ₩430 of advertiser-001, on business day 2026-03-02",
                        "for SEARCH fashion/shoes, \"boots\"",
                        "at 2026-03-02T01:00:00Z",
                        "price     ₩430, bid ₩700",
                        "refund    ₩430 at 2026-03-02T01:05:00Z",
                        "proof     ClickCharged → ClickRefunded");
    }
}
