package dev.clickledger.command.charge;

import dev.clickledger.command.ledger.Ledger;
import dev.clickledger.contracts.adtoken.AdTokens;
import dev.clickledger.contracts.adtoken.SigningKeys;
import dev.clickledger.eventstore.RegisterRoom;
import dev.clickledger.http.BrowserCall;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ChargeLimits.class)
class ChargeConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(ChargeConfiguration.class);

    @Bean
    BrowserCall pagesSendClicks() {
        return new BrowserCall(HttpMethod.POST, "/v1/clicks");
    }

    @Bean
    TokenGate tokenGate(@Value("${clickledger.signing-key-file:}") String keyFile) {
        if (keyFile.isBlank()) {
            throw new IllegalStateException(
                    "Set clickledger.signing-key-file to the file of the keys that ad tokens are"
                            + " signed with: without it no click can be trusted.");
        }
        try {
            return new TokenGate(
                    new AdTokens(SigningKeys.parse(Files.readAllLines(Path.of(keyFile)))));
        } catch (IOException | IllegalArgumentException unusable) {
            throw new IllegalStateException(
                    "clickledger.signing-key-file " + keyFile + " cannot be used: " + unusable,
                    unusable);
        }
    }

    @Bean
    UserAgents userAgents(@Value("${clickledger.crawlers-file:}") String file) {
        try {
            UserAgents known =
                    file.isBlank()
                            ? UserAgents.shipped()
                            : UserAgents.of(Files.readAllLines(Path.of(file)));
            LOG.info("Crawlers are known by the list of version {}", known.version());
            return known;
        } catch (IOException | IllegalArgumentException unusable) {
            throw new IllegalStateException(
                    "clickledger.crawlers-file " + file + " cannot be used: " + unusable, unusable);
        }
    }

    @Bean(destroyMethod = "close")
    ClickCharger clickCharger(
            Ledger ledger, RegisterRoom room, ChargeLimits limits, MeterRegistry meters) {
        return ClickCharger.on(ledger, room, limits, meters);
    }
}
