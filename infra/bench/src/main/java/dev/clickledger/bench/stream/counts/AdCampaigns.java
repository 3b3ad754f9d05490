package dev.clickledger.bench.stream.counts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;

/** Which campaign an ad is of: a hundred campaigns of ten ads. */
final class AdCampaigns {

    private static final int CAMPAIGNS = 100;
    private static final int ADS_OF_A_CAMPAIGN = 10;
    private static final long SEED = 20151218;

    private static final List<String> ADS = new ArrayList<>();
    private static final Map<String, String> CAMPAIGN_OF_AD = new HashMap<>();

    static {
        Random random = new Random(SEED);
        for (int campaign = 0; campaign < CAMPAIGNS; campaign++) {
            String campaignId = id(random);
            for (int ad = 0; ad < ADS_OF_A_CAMPAIGN; ad++) {
                String adId = id(random);
                ADS.add(adId);
                CAMPAIGN_OF_AD.put(adId, campaignId);
            }
        }
    }

    private AdCampaigns() {}

    static String of(String adId) {
        return Objects.requireNonNull(CAMPAIGN_OF_AD.get(adId), adId);
    }

    static String anyAd(Random random) {
        return ADS.get(random.nextInt(ADS.size()));
    }

    static List<String> anAdOfEach() {
        List<String> each = new ArrayList<>();
        for (int ad = 0; ad < ADS.size(); ad += ADS_OF_A_CAMPAIGN) {
            each.add(ADS.get(ad));
        }
        return each;
    }

    static String id(Random random) {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
