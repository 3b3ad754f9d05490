package dev.clickledger.query.ranks;

import dev.clickledger.readmodel.tables.Balances;
import dev.clickledger.readmodel.tables.CampaignSpends;
import dev.clickledger.readmodel.tables.RankEntries;
import dev.clickledger.readmodel.tables.Subscriptions;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RankSettings.class)
class RankConfiguration {

    /** Reconnects soon after Redis is back: Lettuce's own pauses grow to 30 s. */
    @Bean(destroyMethod = "shutdown")
    ClientResources redisClientResources(RankSettings settings) {
        return DefaultClientResources.builder()
                .reconnectDelay(
                        Delay.exponential(1, settings.redisPauseMillis(), TimeUnit.MILLISECONDS, 2))
                .build();
    }

    @Bean(destroyMethod = "shutdown")
    RedisClient redisClient(
            ClientResources resources,
            @Value("${clickledger.redis.url}") String url,
            RankSettings settings) {
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
    RedisRanks redisRanks(RedisClient client) {
        return new RedisRanks(client);
    }

    @Bean
    @Primary
    RankSource rankSource(
            RedisRanks redis,
            Subscriptions subscriptions,
            RankEntries rankEntries,
            Balances balances,
            CampaignSpends spends,
            MeterRegistry meters) {
        return new FallingBack(
                redis,
                new TableRanks(subscriptions, rankEntries, balances, spends),
                new RankMetrics(meters));
    }
}
