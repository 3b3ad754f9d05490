package dev.clickledger.query.reports.campaigns;

import static java.util.Objects.requireNonNullElse;

import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.topics.MetricEntity;
import dev.clickledger.contracts.topics.MetricWindow;
import dev.clickledger.http.ProblemException;
import dev.clickledger.http.document.ApiCall;
import dev.clickledger.query.parameters.QueryParameters;
import dev.clickledger.query.reports.Cursor;
import dev.clickledger.query.reports.Page;
import dev.clickledger.query.reports.PageRequest;
import dev.clickledger.readmodel.tables.Campaigns;
import dev.clickledger.readmodel.tables.PerformanceWindows;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/campaigns/{id}/metrics}: windows of one length, oldest first. */
@RestController
final class CampaignMetricsController {

    private static final String LIST = "metrics";

    private final Campaigns campaigns;
    private final PerformanceWindows windows;

    CampaignMetricsController(Campaigns campaigns, PerformanceWindows windows) {
        this.campaigns = campaigns;
        this.windows = windows;
    }

    /** Business days, unless another length is asked for. */
    @ApiCall(
            id = "listCampaignMetrics",
            summary = "Impressions, clicks, conversions and spending of a campaign by window")
    @GetMapping("/v1/campaigns/{campaign_id}/metrics")
    Page<MetricItem> metrics(
            @PathVariable("campaign_id") CampaignId campaignId,
            @RequestParam(name = "window", required = false) @Nullable String window,
            @RequestParam(name = "limit", required = false) @Nullable String limit,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            @RequestParam(name = "from", required = false) @Nullable String from,
            @RequestParam(name = "to", required = false) @Nullable String to) {
        var query = new QueryParameters();
        MetricWindow length =
                requireNonNullElse(
                        query.oneOf("window", window, MetricWindow.class), MetricWindow.ONE_DAY);
        PageRequest page = PageRequest.read(LIST, limit, cursor, from, to, query);
        query.refuseIfWrong();
        if (campaigns.findById(campaignId.value()).isEmpty()) {
            throw ProblemException.notFound("campaign_id", "campaign", campaignId);
        }
        Cursor after = page.after();
        return Page.of(
                windows.findPage(
                        MetricEntity.CAMPAIGN,
                        campaignId.value(),
                        length,
                        after == null ? page.from() : Instant.ofEpochMilli(after.number() + 1),
                        page.to(),
                        page.rowsToRead()),
                page.limit(),
                MetricItem::of,
                last -> new Cursor(LIST, last.key().start().toEpochMilli(), ""));
    }
}
