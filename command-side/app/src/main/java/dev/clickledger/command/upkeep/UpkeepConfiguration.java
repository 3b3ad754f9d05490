package dev.clickledger.command.upkeep;

import dev.clickledger.eventstore.ForgottenPartitions;
import dev.clickledger.eventstore.KeptDays;
import dev.clickledger.http.RequestClock;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties({UpkeepSettings.class, RegisterSettings.class})
class UpkeepConfiguration {

    @Bean
    KeptDays keptDays(RequestClock clock, RegisterSettings settings) {
        return clock.isSandbox() ? KeptDays.ALL : KeptDays.of(clock::serverTime, settings.kept());
    }

    @Bean
    ForgottenPartitions forgottenPartitions(DataSource dataSource, KeptDays kept) {
        return new ForgottenPartitions(dataSource, kept);
    }
}
