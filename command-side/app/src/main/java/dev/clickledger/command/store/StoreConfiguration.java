package dev.clickledger.command.store;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    /** The pool is as the properties say, but for how it gets its connections. */
    @Bean
    static BeanPostProcessor awaitsTheServer() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool && pool.getDataSource() == null) {
                    pool.setDataSource(
                            new AwaitedDataSource(
                                    new DriverDataSource(
                                            pool.getJdbcUrl(),
                                            pool.getDriverClassName(),
                                            pool.getDataSourceProperties(),
                                            pool.getUsername(),
                                            pool.getPassword())));
                }
                return bean;
            }
        };
    }
}
