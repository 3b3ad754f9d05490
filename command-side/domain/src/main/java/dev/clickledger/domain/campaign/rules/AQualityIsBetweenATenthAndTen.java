package dev.clickledger.domain.campaign.rules;

import dev.clickledger.contracts.ads.QualityScore;

/**
 * @param quality in millionths
 */
public record AQualityIsBetweenATenthAndTen(long quality) implements CampaignRule {

    @Override
    public boolean holds() {
        return quality >= QualityScore.LEAST && quality <= QualityScore.MOST;
    }

    @Override
    public String advice() {
        return "A quality is %d to %d millionths, not %d"
                .formatted(QualityScore.LEAST, QualityScore.MOST, quality);
    }

    @Override
    public Kind kind() {
        return Kind.REFUSED;
    }
}
