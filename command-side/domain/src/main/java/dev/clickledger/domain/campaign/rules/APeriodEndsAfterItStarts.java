package dev.clickledger.domain.campaign.rules;

import dev.clickledger.contracts.ads.Period;

public record APeriodEndsAfterItStarts(Period period) implements CampaignRule {

    @Override
    public boolean holds() {
        return period.endsAt() == null || period.endsAt().isAfter(period.startsAt());
    }

    @Override
    public String advice() {
        return "The campaign would end at or before its start: set ends_at after starts_at, or leave it out for an open end";
    }

    @Override
    public Kind kind() {
        return Kind.REFUSED;
    }
}
