package dev.clickledger.domain.campaign.rules;

import dev.clickledger.contracts.ads.Period;

public record APeriodEndsAfterItStarts(Period period) implements CampaignRule {

    @Override
    public boolean holds() {
        return period.endsAt() == null || period.endsAt().isAfter(period.startsAt());
    }

    @Override
    public String advice() {
        return "The campaign would end before it starts: set ends_at after starts_at, or leave it out";
    }

    @Override
    public Kind kind() {
        return Kind.REFUSED;
    }
}
