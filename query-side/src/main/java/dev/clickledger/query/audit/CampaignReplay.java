package dev.clickledger.query.audit;

import dev.clickledger.contracts.events.CampaignEvent;
import dev.clickledger.contracts.events.CampaignEvent.CampaignDrafted;
import dev.clickledger.eventstore.StoredEvent;
import org.jspecify.annotations.Nullable;

/** A campaign, from its events. */
final class CampaignReplay extends Replay {

    private @Nullable CampaignState state;

    CampaignReplay(ExpectedTables tables, ExpectedLive live) {
        super(tables, live);
    }

    @Override
    void apply(StoredEvent stored, long offset) {
        CampaignEvent event = (CampaignEvent) stored.event();
        if (event instanceof CampaignDrafted draft) {
            state = new CampaignState(draft);
        }
        if (state != null) {
            state.apply(event, offset);
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
