package dev.clickledger.query.audit;

import dev.clickledger.contracts.events.CampaignEvent;
import dev.clickledger.contracts.events.CampaignEvent.CampaignDrafted;
import dev.clickledger.contracts.events.CampaignEvent.CampaignQualityAdjusted;
import dev.clickledger.eventstore.StoredEvent;
import org.jspecify.annotations.Nullable;

/** A campaign, from its events. */
final class CampaignReplay extends Replay {

    private final ExpectedTables tables;
    private final Findings findings;
    private @Nullable CampaignState state;

    CampaignReplay(ExpectedTables tables, ExpectedLive live, Findings findings) {
        super(tables, live);
        this.tables = tables;
        this.findings = findings;
    }

    @Override
    void apply(StoredEvent stored, long offset) {
        CampaignEvent event = (CampaignEvent) stored.event();
        if (event instanceof CampaignDrafted draft) {
            state = new CampaignState(draft);
        }
        if (state != null) {
            if (event instanceof CampaignQualityAdjusted adjusted) {
                adjusted(adjusted, state.quality(), offset);
            }
            state.apply(event, offset);
        }
    }

    private void adjusted(CampaignQualityAdjusted adjusted, long quality, long offset) {
        if (adjusted.previousQuality() != quality) {
            findings.add(
                    "a quality that does not follow from the one before",
                    "event " + offset + " of campaign/" + adjusted.campaignId(),
                    "a previous quality of " + quality,
                    Long.toString(adjusted.previousQuality()));
        }
        if (inTables()) {
            tables.qualityAdjusted(adjusted, offset);
        }
    }

    @Override
    void tell(ExpectedTables expected) {
        if (state != null) {
            expected.campaign(state.offset(), state.row());
            expected.ranks(state.placed());
        }
    }

    @Override
    void tell(ExpectedLive expected) {
        if (state != null) {
            expected.ranks(state.placed());
        }
    }
}
