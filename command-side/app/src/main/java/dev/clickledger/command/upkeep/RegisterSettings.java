package dev.clickledger.command.upkeep;

import dev.clickledger.contracts.adtoken.AdTokens;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param refundHorizon how long after a click the last refund of it may come
 */
@ConfigurationProperties("clickledger.register")
record RegisterSettings(@DefaultValue("90d") Duration refundHorizon) {

    /** By which the clocks of lookup, command side and stream job may differ. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    /** From the minting of a click's id to the last thing that is said of it. */
    Duration kept() {
        return AdTokens.LIFE.plus(refundHorizon).plus(CLOCK_SKEW);
    }
}
