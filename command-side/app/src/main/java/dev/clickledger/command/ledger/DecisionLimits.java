package dev.clickledger.command.ledger;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param inFlight decisions that callers wait for at once; who comes then is refused at once
 * @param patience how long a caller waits for one
 */
@ConfigurationProperties("clickledger.decisions")
record DecisionLimits(
        @DefaultValue("64") int inFlight, @DefaultValue("1500ms") Duration patience) {}
