package dev.clickledger.query.lookup;

import dev.clickledger.contracts.ads.AuctionRules;
import dev.clickledger.contracts.adtoken.AdTokens;
import dev.clickledger.contracts.adtoken.SigningKeys;
import dev.clickledger.query.auction.Auction;
import dev.clickledger.query.ranks.RankSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LookupSettings.class)
class LookupConfiguration {

    @Bean
    AdTokens adTokens(@Value("${clickledger.signing-key-file}") Path keyFile) throws IOException {
        return new AdTokens(SigningKeys.parse(Files.readAllLines(keyFile)));
    }

    @Bean
    LookupMetrics lookupMetrics(MeterRegistry registry) {
        return new LookupMetrics(registry);
    }

    @Bean
    AdLookup adLookup(
            RankSource ranks, AdTokens tokens, LookupMetrics metrics, LookupSettings settings) {
        return new AdLookup(
                ranks,
                new Auction(AuctionRules.WON_DEFAULTS, settings.adsPerAdvertiser()),
                tokens,
                new SecureRandom(),
                metrics);
    }
}
