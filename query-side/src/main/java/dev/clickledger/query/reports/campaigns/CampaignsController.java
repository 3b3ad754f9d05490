package dev.clickledger.query.reports.campaigns;

import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.http.ProblemException;
import dev.clickledger.http.document.ApiCall;
import dev.clickledger.query.parameters.QueryParameters;
import dev.clickledger.query.reports.Cursor;
import dev.clickledger.query.reports.Page;
import dev.clickledger.query.reports.PageRequest;
import dev.clickledger.query.reports.PageRequest.Span;
import dev.clickledger.readmodel.tables.CampaignStatus;
import dev.clickledger.readmodel.tables.CampaignView;
import dev.clickledger.readmodel.tables.Campaigns;
import dev.clickledger.readmodel.tables.ClickOutcome;
import dev.clickledger.readmodel.tables.Clicks;
import dev.clickledger.readmodel.tables.Clicks.ClicksByExperiment;
import dev.clickledger.readmodel.tables.Clicks.ClicksByOutcome;
import dev.clickledger.readmodel.tables.Conversions;
import dev.clickledger.readmodel.tables.CountAndAmount;
import dev.clickledger.readmodel.tables.ImpressionTotals;
import dev.clickledger.readmodel.tables.Ledger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /v1/campaigns}, oldest first, {@code /{id}}, {@code /{id}/performance} and {@code
 * /{id}/impressions}.
 */
@RestController
final class CampaignsController {

    private static final String LIST = "campaigns";
    private static final String IMPRESSIONS = "impressions";

    private final Campaigns campaigns;
    private final CampaignSearch search;
    private final Clicks clicks;
    private final Ledger ledger;
    private final Conversions conversions;
    private final ImpressionTotals impressions;

    CampaignsController(
            Campaigns campaigns,
            CampaignSearch search,
            Clicks clicks,
            Ledger ledger,
            Conversions conversions,
            ImpressionTotals impressions) {
        this.campaigns = campaigns;
        this.search = search;
        this.clicks = clicks;
        this.ledger = ledger;
        this.conversions = conversions;
        this.impressions = impressions;
    }

    @ApiCall(id = "listCampaigns", summary = "Campaigns, oldest first")
    @GetMapping("/v1/campaigns")
    Page<CampaignReport> list(
            @RequestParam(name = "advertiser_id", required = false) @Nullable String advertiserId,
            @RequestParam(name = "status", required = false) @Nullable String status,
            @RequestParam(name = "limit", required = false) @Nullable String limit,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            @RequestParam(name = "from", required = false) @Nullable String from,
            @RequestParam(name = "to", required = false) @Nullable String to) {
        var query = new QueryParameters();
        AdvertiserId advertiser = query.read("advertiser_id", advertiserId, AdvertiserId::new);
        CampaignStatus only = query.oneOf("status", status, CampaignStatus.class);
        PageRequest page = PageRequest.read(LIST, limit, cursor, from, to, query);
        query.refuseIfWrong();
        return Page.of(
                find(
                        advertiser,
                        only == null ? EnumSet.allOf(CampaignStatus.class) : EnumSet.of(only),
                        page),
                page.limit(),
                CampaignReport::of,
                last -> new Cursor(LIST, last.draftedAt().toEpochMilli(), last.campaignId()));
    }

    private List<CampaignView> find(
            @Nullable AdvertiserId advertiser, Set<CampaignStatus> statuses, PageRequest page) {
        Cursor after = page.after();
        Instant afterAt = after == null ? page.from() : Instant.ofEpochMilli(after.number());
        String afterId = after == null ? "" : after.id();
        return advertiser == null
                ? search.findPage(
                        statuses, page.from(), page.to(), afterAt, afterId, page.rowsToRead())
                : search.findPageOf(
                        advertiser.value(),
                        statuses,
                        page.from(),
                        page.to(),
                        afterAt,
                        afterId,
                        page.rowsToRead());
    }

    @ApiCall(id = "getCampaign", summary = "A campaign")
    @GetMapping("/v1/campaigns/{campaign_id}")
    CampaignReport one(@PathVariable("campaign_id") CampaignId campaignId) {
        return campaigns
                .findById(campaignId.value())
                .map(CampaignReport::of)
                .orElseThrow(() -> unknown(campaignId));
    }

    @ApiCall(
            id = "getCampaignPerformance",
            summary = "Clicks, spending and conversions of a campaign")
    @GetMapping("/v1/campaigns/{campaign_id}/performance")
    CampaignPerformance performance(
            @PathVariable("campaign_id") CampaignId campaignId,
            @RequestParam(name = "from", required = false) @Nullable String from,
            @RequestParam(name = "to", required = false) @Nullable String to) {
        var query = new QueryParameters();
        Span span = Span.read(from, to, query);
        query.refuseIfWrong();
        refuseUnknown(campaignId);
        return CampaignPerformance.of(
                campaignId.value(),
                from == null ? null : span.from(),
                to == null ? null : span.to(),
                sums(campaignId.value(), span),
                shown(campaignId.value(), DaySpan.in(span, from == null, to == null)),
                experiments(campaignId.value(), span));
    }

    /** By business day and ad, oldest first: the days that begin in the span. */
    @ApiCall(
            id = "listCampaignImpressions",
            summary = "Impressions of a campaign by business day and ad, oldest first")
    @GetMapping("/v1/campaigns/{campaign_id}/impressions")
    Page<ImpressionItem> impressions(
            @PathVariable("campaign_id") CampaignId campaignId,
            @RequestParam(name = "limit", required = false) @Nullable String limit,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            @RequestParam(name = "from", required = false) @Nullable String from,
            @RequestParam(name = "to", required = false) @Nullable String to) {
        PageRequest page = PageRequest.of(IMPRESSIONS, limit, cursor, from, to);
        refuseUnknown(campaignId);
        DaySpan days = DaySpan.in(new Span(page.from(), page.to()), from == null, to == null);
        Cursor after = page.after();
        return Page.of(
                impressions.findPage(
                        campaignId.value(),
                        days.from(),
                        days.to(),
                        after == null ? days.from() : LocalDate.ofEpochDay(after.number()),
                        after == null ? "" : after.id(),
                        page.rowsToRead()),
                page.limit(),
                ImpressionItem::of,
                last ->
                        new Cursor(
                                IMPRESSIONS,
                                last.key().businessDay().toEpochDay(),
                                last.key().adId()));
    }

    private CampaignPerformance.@Nullable Shown shown(String campaignId, DaySpan days) {
        if (!days.whole()) {
            return null;
        }
        ImpressionTotals.Sums sums = impressions.sumsOf(campaignId, days.from(), days.to());
        return new CampaignPerformance.Shown(sums.getImpressions(), sums.getViewableImpressions());
    }

    private @Nullable List<CampaignPerformance.OfExperiment> experiments(
            String campaignId, Span span) {
        List<ClicksByExperiment> rows =
                clicks.countByExperiment(campaignId, span.from(), span.to());
        if (rows.stream().allMatch(row -> row.getExperiment() == null)) {
            return null;
        }
        List<CampaignPerformance.OfExperiment> experiments = new ArrayList<>();
        // Charged and declined clicks of an experiment come one after the other.
        for (int i = 0; i < rows.size(); ) {
            String experiment = rows.get(i).getExperiment();
            long clicksCharged = 0;
            long clicksDeclined = 0;
            long charged = 0;
            for (;
                    i < rows.size() && Objects.equals(rows.get(i).getExperiment(), experiment);
                    i++) {
                if (rows.get(i).getOutcome() == ClickOutcome.CHARGED) {
                    clicksCharged = rows.get(i).getCount();
                    charged = rows.get(i).getAmount();
                } else {
                    clicksDeclined = rows.get(i).getCount();
                }
            }
            experiments.add(
                    CampaignPerformance.OfExperiment.of(
                            experiment, clicksCharged, clicksDeclined, charged));
        }
        return experiments;
    }

    private CampaignPerformance.Sums sums(String campaignId, Span span) {
        long clicksCharged = 0;
        long charged = 0;
        long clicksDeclined = 0;
        for (ClicksByOutcome row : clicks.countOf(campaignId, span.from(), span.to())) {
            if (row.getOutcome() == ClickOutcome.CHARGED) {
                clicksCharged = row.getCount();
                charged = row.getAmount();
            } else {
                clicksDeclined = row.getCount();
            }
        }
        CountAndAmount refunds = ledger.refundsOf(campaignId, span.from(), span.to());
        CountAndAmount attributed = conversions.attributedTo(campaignId, span.from(), span.to());
        return new CampaignPerformance.Sums(
                clicksCharged,
                charged,
                clicksDeclined,
                refunds.getCount(),
                refunds.getAmount(),
                attributed.getCount(),
                attributed.getAmount());
    }

    private void refuseUnknown(CampaignId campaignId) {
        if (campaigns.findById(campaignId.value()).isEmpty()) {
            throw unknown(campaignId);
        }
    }

    private static ProblemException unknown(CampaignId campaignId) {
        return ProblemException.notFound("campaign_id", "campaign", campaignId);
    }
}
