package dev.clickledger.eventstore;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Revision 1 knew no budget modes, no pacing and no parent categories: its budgets were strict and
 * spent as demand came, its ads competed in their products' own categories.
 */
record TermsBeforeBudgetModes(String type) implements Upcaster {

    static final List<Upcaster> ALL =
            List.of(
                    new TermsBeforeBudgetModes("CampaignDrafted"),
                    new TermsBeforeBudgetModes("CampaignBudgetSet"),
                    new TermsBeforeBudgetModes("CampaignTargetingSet"),
                    new TermsBeforeBudgetModes("SpendingLimitSet"));

    @Override
    public int fromRevision() {
        return 1;
    }

    @Override
    public ObjectNode upcast(ObjectNode payload) {
        JsonNode budget = payload.get("budget");
        if (budget instanceof ObjectNode terms) {
            terms.put("mode", "STRICT").put("pacing", "ASAP");
        }
        JsonNode targeting = payload.get("targeting");
        if (targeting instanceof ObjectNode terms) {
            terms.put("parent_categories", false);
        }
        return payload;
    }
}
