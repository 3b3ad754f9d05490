package dev.clickledger.query.lookup;

import dev.clickledger.contracts.ads.AuctionRules;
import dev.clickledger.contracts.adtoken.AdTokens;
import dev.clickledger.contracts.adtoken.SigningKeys;
import dev.clickledger.query.auction.Auction;
import dev.clickledger.readmodel.tables.Balances;
import dev.clickledger.readmodel.tables.CampaignSpends;
import dev.clickledger.readmodel.tables.RankEntries;
import dev.clickledger.readmodel.tables.Subscriptions;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LookupSettings.class)
class LookupConfiguration {

    private static final int CALLS_LOOKED_AT = 20;
    private static final int CALLS_NEEDED = 5;

    @Bean
    AdTokens adTokens(@Value("${clickledger.signing-key-file}") Path keyFile) throws IOException {
        return new AdTokens(SigningKeys.parse(Files.readAllLines(keyFile)));
    }

    /** Reconnects soon after Redis is back: Lettuce's own pauses grow to 30 s. */
    @Bean(destroyMethod = "shutdown")
    ClientResources redisClientResources(LookupSettings settings) {
        return DefaultClientResources.builder()
                .reconnectDelay(
                        Delay.exponential(1, settings.redisPauseMillis(), TimeUnit.MILLISECONDS, 2))
                .build();
    }

    @Bean(destroyMethod = "shutdown")
    RedisClient redisClient(
            ClientResources resources,
            @Value("${clickledger.redis.url}") String url,
            LookupSettings settings) {
        Duration timeout = Duration.ofMillis(settings.redisTimeoutMillis());
        RedisURI uri = RedisURI.create(url);
        uri.setTimeout(timeout);
        RedisClient client = RedisClient.create(resources, uri);
        client.setOptions(
                ClientOptions.builder()
                        // A lookup does not wait for Redis to come back: there are the tables.
                        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                        .socketOptions(SocketOptions.builder().connectTimeout(timeout).build())
                        .build());
        return client;
    }

    @Bean
    RedisRanks redisRanks(RedisClient client, LookupSettings settings) {
        return new RedisRanks(client, Duration.ofMillis(settings.redisTimeoutMillis()));
    }

    @Bean
    TableRanks tableRanks(
            Subscriptions subscriptions,
            RankEntries rankEntries,
            Balances balances,
            CampaignSpends spends) {
        return new TableRanks(subscriptions, rankEntries, balances, spends);
    }

    @Bean
    LookupMetrics lookupMetrics(MeterRegistry registry) {
        return new LookupMetrics(registry);
    }

    @Bean
    AdLookup adLookup(
            RedisRanks redis,
            TableRanks tables,
            AdTokens tokens,
            LookupMetrics metrics,
            LookupSettings settings) {
        CircuitBreaker breaker =
                CircuitBreaker.of(
                        "redis",
                        CircuitBreakerConfig.custom()
                                .slidingWindowSize(CALLS_LOOKED_AT)
                                .minimumNumberOfCalls(CALLS_NEEDED)
                                .permittedNumberOfCallsInHalfOpenState(1)
                                .waitDurationInOpenState(
                                        Duration.ofMillis(settings.redisPauseMillis()))
                                .recordExceptions(RankSourceDownException.class)
                                .build());
        return new AdLookup(
                redis,
                tables,
                breaker,
                new Auction(AuctionRules.WON_DEFAULTS, settings.adsPerAdvertiser()),
                tokens,
                new SecureRandom(),
                metrics);
    }
}
