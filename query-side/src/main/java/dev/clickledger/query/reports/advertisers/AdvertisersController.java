package dev.clickledger.query.reports.advertisers;

import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.http.ProblemException;
import dev.clickledger.http.document.ApiCall;
import dev.clickledger.query.reports.Cursor;
import dev.clickledger.query.reports.Page;
import dev.clickledger.query.reports.PageRequest;
import dev.clickledger.readmodel.tables.Advertisers;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/advertisers}, in the order of their registration, and {@code /{id}}. */
@RestController
final class AdvertisersController {

    private static final String LIST = "advertisers";

    private final Advertisers advertisers;

    AdvertisersController(Advertisers advertisers) {
        this.advertisers = advertisers;
    }

    @ApiCall(id = "listAdvertisers", summary = "Advertisers, in the order of their registration")
    @GetMapping("/v1/advertisers")
    Page<AdvertiserReport> list(
            @RequestParam(name = "limit", required = false) @Nullable String limit,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            @RequestParam(name = "from", required = false) @Nullable String from,
            @RequestParam(name = "to", required = false) @Nullable String to) {
        PageRequest page = PageRequest.of(LIST, limit, cursor, from, to);
        Cursor after = page.after();
        return Page.of(
                advertisers.findPage(
                        page.from(),
                        page.to(),
                        after == null ? page.from() : Instant.ofEpochMilli(after.number()),
                        after == null ? "" : after.id(),
                        page.rowsToRead()),
                page.limit(),
                AdvertiserReport::of,
                last -> new Cursor(LIST, last.registeredAt().toEpochMilli(), last.advertiserId()));
    }

    @ApiCall(id = "getAdvertiser", summary = "An advertiser")
    @GetMapping("/v1/advertisers/{advertiser_id}")
    AdvertiserReport one(@PathVariable("advertiser_id") AdvertiserId advertiserId) {
        return advertisers
                .findById(advertiserId.value())
                .map(AdvertiserReport::of)
                .orElseThrow(
                        () ->
                                ProblemException.notFound(
                                        "advertiser_id", "advertiser", advertiserId));
    }
}
