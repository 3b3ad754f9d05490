package dev.clickledger.query.lookup;

import dev.clickledger.contracts.adtoken.AdTokens;
import dev.clickledger.contracts.adtoken.SigningKeys;
import dev.clickledger.query.auctionlog.AuctionLog;
import dev.clickledger.query.pacing.InFlight;
import dev.clickledger.query.ranks.RankSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({LookupSettings.class, AuctionSettings.class})
class LookupConfiguration {

    @Bean
    AdTokens adTokens(@Value("${clickledger.signing-key-file}") Path keyFile) throws IOException {
        return new AdTokens(SigningKeys.parse(Files.readAllLines(keyFile)));
    }

    @Bean
    InFlight inFlight(LookupSettings settings) {
        return new InFlight(
                Duration.ofSeconds(settings.clickDelaySeconds()), settings.mostCampaignsInFlight());
    }

    @Bean
    LookupMetrics lookupMetrics(MeterRegistry registry, InFlight inFlight) {
        return new LookupMetrics(registry, inFlight);
    }

    @Bean
    AdLookup adLookup(
            RankSource ranks,
            AuctionSettings rules,
            InFlight inFlight,
            AdTokens tokens,
            AuctionLog log,
            LookupMetrics metrics) {
        return new AdLookup(
                ranks,
                rules.policy(),
                inFlight,
                tokens,
                new IdNumbers(new SecureRandom().nextLong()),
                log,
                metrics);
    }
}
