package dev.clickledger.query;

import dev.clickledger.http.HttpConfiguration;
import dev.clickledger.readmodel.tables.ReadTables;
import java.util.Map;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** Ad lookup, reports and audit over HTTP. */
@SpringBootApplication(proxyBeanMethods = false)
@Import({HttpConfiguration.class, ReadTables.class})
public class QuerySideApplication {

    public static void main(String[] arguments) {
        application().run(arguments);
    }

    /**
     * Starts inside a program that runs other applications too.
     *
     * @param properties {@code clickledger.postgres.url}, {@code clickledger.redis.url} and so on;
     *     they win over every other source
     */
    public static ConfigurableApplicationContext start(Map<String, Object> properties) {
        String[] arguments =
                properties.entrySet().stream()
                        .map(property -> "--" + property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new);
        return application().registerShutdownHook(false).run(arguments);
    }

    private static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(QuerySideApplication.class)
                .properties(Map.of("spring.config.name", "query-side"));
    }
}
