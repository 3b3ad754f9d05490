package dev.clickledger.domain.campaign.rules;

public record ACampaignAdvertisesOneToAThousandProducts(int products) implements CampaignRule {

    public static final int MOST_PRODUCTS = 1_000;

    @Override
    public boolean holds() {
        return products >= 1 && products <= MOST_PRODUCTS;
    }

    @Override
    public String advice() {
        return "The campaign has " + products + " products: give it 1 to " + MOST_PRODUCTS;
    }

    @Override
    public Kind kind() {
        return Kind.REFUSED;
    }
}
