package dev.clickledger.query.reports.campaigns;

import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.http.ProblemException;
import dev.clickledger.http.document.ApiCall;
import dev.clickledger.query.reports.Cursor;
import dev.clickledger.query.reports.Page;
import dev.clickledger.query.reports.PageRequest;
import dev.clickledger.readmodel.tables.Campaigns;
import dev.clickledger.readmodel.tables.QualityChanges;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/campaigns/{id}/quality}: how it changed, newest first. */
@RestController
final class CampaignQualityController {

    private static final String LIST = "quality";

    private final Campaigns campaigns;
    private final QualityChanges changes;

    CampaignQualityController(Campaigns campaigns, QualityChanges changes) {
        this.campaigns = campaigns;
        this.changes = changes;
    }

    @ApiCall(
            id = "listCampaignQuality",
            summary = "How a campaign's quality changed, and why, newest first")
    @GetMapping("/v1/campaigns/{campaign_id}/quality")
    Page<QualityItem> quality(
            @PathVariable("campaign_id") CampaignId campaignId,
            @RequestParam(name = "limit", required = false) @Nullable String limit,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            @RequestParam(name = "from", required = false) @Nullable String from,
            @RequestParam(name = "to", required = false) @Nullable String to) {
        PageRequest page = PageRequest.of(LIST, limit, cursor, from, to);
        if (campaigns.findById(campaignId.value()).isEmpty()) {
            throw ProblemException.notFound("campaign_id", "campaign", campaignId);
        }
        Cursor after = page.after();
        return Page.of(
                changes.findPage(
                        campaignId.value(),
                        page.from(),
                        page.to(),
                        after == null ? Long.MAX_VALUE : after.number(),
                        page.rowsToRead()),
                page.limit(),
                QualityItem::of,
                last -> new Cursor(LIST, last.position(), ""));
    }
}
