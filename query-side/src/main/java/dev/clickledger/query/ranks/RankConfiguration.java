package dev.clickledger.query.ranks;

import dev.clickledger.readmodel.tables.Balances;
import dev.clickledger.readmodel.tables.CampaignSpends;
import dev.clickledger.readmodel.tables.RankEntries;
import dev.clickledger.readmodel.tables.Subscriptions;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.protocol.ProtocolVersion;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RankSettings.class)
class RankConfiguration {

    @Bean(destroyMethod = "shutdown")
    RedisClient redisClient(@Value("${clickledger.redis.url}") String url, RankSettings settings) {
        Duration timeout = Duration.ofMillis(settings.redisTimeoutMillis());
        RedisURI uri = RedisURI.create(url);
        uri.setTimeout(timeout);
        RedisClient client = RedisClient.create(uri);
        client.setOptions(
                ClientOptions.builder()
                        // Answers and what is published come in one order.
                        .protocolVersion(ProtocolVersion.RESP3)
                        // A new connection knows what it has missed, a mended one does not.
                        .autoReconnect(false)
                        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                        .socketOptions(SocketOptions.builder().connectTimeout(timeout).build())
                        .build());
        return client;
    }

    @Bean
    RankMetrics rankMetrics(MeterRegistry meters) {
        return new RankMetrics(meters);
    }

    @Bean(initMethod = "start")
    HeapRanks heapRanks(RedisClient client, RankSettings settings, RankMetrics metrics) {
        return new HeapRanks(client, settings, metrics);
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
    @Primary
    RankSource rankSource(HeapRanks heap, TableRanks tables, RankMetrics metrics) {
        return new FallingBack(heap, tables, metrics);
    }
}
