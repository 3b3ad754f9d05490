package dev.clickledger.domain.campaign.rules;

import dev.clickledger.contracts.ads.Period;
import java.time.Instant;

public record ASubmittedCampaignHasNotEndedYet(Period period, Instant now) implements CampaignRule {

    @Override
    public boolean holds() {
        return period.endsAt() == null || period.endsAt().isAfter(now);
    }

    @Override
    public String advice() {
        return "The campaign's period is over since "
                + period.endsAt()
                + ": set a later one before submitting it";
    }

    @Override
    public Kind kind() {
        return Kind.REFUSED;
    }
}
