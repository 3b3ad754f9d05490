package dev.clickledger.command.sealing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How events are sealed.
 *
 * @param enabled whether this node seals at all
 * @param keyFile of the private key; made at the first start
 * @param rootsDirectory where the last seal of each day is kept as a file; nowhere when not set
 * @param batchEvents in one seal at the most
 * @param coalesce how long to wait for more events once there are some
 * @param poll how long to wait for a sign of some before looking
 */
@ConfigurationProperties("clickledger.sealing")
record SealingProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("") String keyFile,
        @Nullable String rootsDirectory,
        @DefaultValue("8192") int batchEvents,
        @DefaultValue("200ms") Duration coalesce,
        @DefaultValue("500ms") Duration poll) {}
