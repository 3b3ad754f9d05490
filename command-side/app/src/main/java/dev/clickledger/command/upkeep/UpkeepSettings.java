package dev.clickledger.command.upkeep;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param idempotencyKeysKept for how long a keyed write's answer can be had again
 */
@ConfigurationProperties("clickledger.upkeep")
record UpkeepSettings(@DefaultValue("30d") Duration idempotencyKeysKept) {}
