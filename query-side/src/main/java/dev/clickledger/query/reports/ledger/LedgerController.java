package dev.clickledger.query.reports.ledger;

import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.http.ProblemException;
import dev.clickledger.http.document.ApiCall;
import dev.clickledger.query.reports.Cursor;
import dev.clickledger.query.reports.Page;
import dev.clickledger.query.reports.PageRequest;
import dev.clickledger.readmodel.tables.Advertisers;
import dev.clickledger.readmodel.tables.BalanceView;
import dev.clickledger.readmodel.tables.Balances;
import dev.clickledger.readmodel.tables.Ledger;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/advertisers/{id}/balance} and {@code /ledger}. */
@RestController
final class LedgerController {

    private static final String LIST = "ledger";

    private final Advertisers advertisers;
    private final Balances balances;
    private final Ledger ledger;

    LedgerController(Advertisers advertisers, Balances balances, Ledger ledger) {
        this.advertisers = advertisers;
        this.balances = balances;
        this.ledger = ledger;
    }

    /**
     * @param updatedAt when it last moved; absent when it never did
     */
    record BalanceReport(AdvertiserId advertiserId, long balance, @Nullable Instant updatedAt) {}

    @ApiCall(id = "getBalance", summary = "An advertiser's balance")
    @GetMapping("/v1/advertisers/{advertiser_id}/balance")
    BalanceReport balance(@PathVariable("advertiser_id") AdvertiserId advertiserId) {
        refuseUnknown(advertiserId);
        Optional<BalanceView> balance = balances.findById(advertiserId.value());
        return new BalanceReport(
                advertiserId,
                balance.map(BalanceView::amount).orElse(0L),
                balance.map(BalanceView::updatedAt).orElse(null));
    }

    /** Newest first. */
    @ApiCall(id = "listLedger", summary = "What moved an advertiser's balance, newest first")
    @GetMapping("/v1/advertisers/{advertiser_id}/ledger")
    Page<LedgerItem> ledger(
            @PathVariable("advertiser_id") AdvertiserId advertiserId,
            @RequestParam(name = "limit", required = false) @Nullable String limit,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            @RequestParam(name = "from", required = false) @Nullable String from,
            @RequestParam(name = "to", required = false) @Nullable String to) {
        PageRequest page = PageRequest.of(LIST, limit, cursor, from, to);
        refuseUnknown(advertiserId);
        Cursor after = page.after();
        return Page.of(
                ledger.findPage(
                        advertiserId.value(),
                        page.from(),
                        page.to(),
                        after == null ? Long.MAX_VALUE : after.number(),
                        page.rowsToRead()),
                page.limit(),
                LedgerItem::of,
                last -> new Cursor(LIST, last.position(), ""));
    }

    private void refuseUnknown(AdvertiserId advertiserId) {
        if (advertisers.findById(advertiserId.value()).isEmpty()) {
            throw ProblemException.notFound("advertiser_id", "advertiser", advertiserId);
        }
    }
}
