package dev.clickledger.local.demo.books;

import dev.clickledger.contracts.events.DeclineReason;
import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.local.demo.journal.JournalLine.Conversion;
import dev.clickledger.local.demo.journal.JournalLine.Retraction;
import dev.clickledger.local.demo.replay.Tally;
import dev.clickledger.local.demo.replay.Tally.Count;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The demo in numbers: an interface, so keys stay. Amounts are whole won.
 *
 * @param purchases rows of the input, sent or not
 * @param conversionsAttributed also those that were retracted later
 * @param attributedRevenueWon of all conversions, also of those retracted later
 * @param differenceWon (charged − refunded) − (top-ups − balances): 0
 * @param phases where the time went, in seconds
 * @param deviations what doesn't fit; empty when the books balance
 */
public record DemoReport(
        long lookups,
        long adsReturned,
        long impressions,
        long clicksCharged,
        Map<DeclineReason, Long> clicksDeclined,
        long clicksWithoutAd,
        long clicksRepeated,
        long clicksExpired,
        long chargedWon,
        long refunds,
        long refundedWon,
        long purchases,
        long purchasesRepeated,
        long purchasesWithoutClick,
        long ordersSent,
        long cancellations,
        long cancellationsWithoutOrder,
        long conversionsAttributed,
        long attributedRevenueWon,
        long retractions,
        long retractedRevenueWon,
        long topUpsWon,
        long balancesWon,
        long differenceWon,
        long eventsStored,
        double seconds,
        Map<String, Double> phases,
        List<String> deviations) {

    public static DemoReport of(
            Tally tally,
            StoredAccount stored,
            Balanced balanced,
            Map<String, Double> phases,
            double seconds) {
        return new DemoReport(
                tally.of(Count.LOOKUPS),
                tally.of(Count.ADS_RETURNED),
                tally.of(Count.IMPRESSIONS),
                tally.of(Count.CLICKS_CHARGED),
                tally.declined(),
                tally.of(Count.CLICKS_WITHOUT_AD),
                tally.of(Count.CLICKS_REPEATED),
                tally.of(Count.CLICKS_EXPIRED),
                balanced.charged().amount(),
                stored.refunds().size(),
                balanced.refunded().amount(),
                tally.of(Count.PURCHASES),
                tally.of(Count.PURCHASES_REPEATED),
                tally.of(Count.PURCHASES_WITHOUT_CLICK),
                tally.of(Count.ORDERS_SENT),
                tally.of(Count.CANCELLATIONS),
                tally.of(Count.CANCELLATIONS_WITHOUT_ORDER),
                stored.conversions().size(),
                sum(stored.conversions().stream().map(Conversion::revenueAmount).toList()),
                stored.retractions().size(),
                sum(stored.retractions().stream().map(Retraction::revenueAmount).toList()),
                balanced.topUps().amount(),
                balanced.balances().amount(),
                balanced.difference().amount(),
                stored.events(),
                seconds,
                phases,
                balanced.deviations());
    }

    public void write(Path file) throws IOException {
        byte[] json =
                ContractJson.strict().writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
        Files.write(file, json);
    }

    private static long sum(List<Money> amounts) {
        return amounts.stream().reduce(Money.ZERO, Money::plus).amount();
    }
}
