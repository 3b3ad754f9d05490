package dev.clickledger.stream.metrics;

import dev.clickledger.contracts.topics.MetricEntity;
import org.jspecify.annotations.Nullable;

/**
 * Whose performance. A key of Flink: its hash has to be the same in every JVM, which that of an
 * enum constant is not.
 *
 * @param entity the name of a {@link MetricEntity}
 * @param campaignId of an ad or a campaign, always the same
 * @param advertiserId of an ad, a campaign or an advertiser, always the same
 */
public record MetricKey(
        String entity, String id, @Nullable String campaignId, @Nullable String advertiserId) {

    static MetricKey of(
            MetricEntity entity,
            String id,
            @Nullable String campaignId,
            @Nullable String advertiserId) {
        return new MetricKey(entity.name(), id, campaignId, advertiserId);
    }
}
