package dev.clickledger.projections;

import dev.clickledger.readmodel.tables.AdvertiserView;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Keeps every view of the event store up to date: Redis, the read tables, the topics. */
@SpringBootApplication
@EntityScan(basePackageClasses = AdvertiserView.class)
public class ProjectionsApplication {

    public static void main(String[] arguments) {
        application(Map.of()).run(arguments);
    }

    /**
     * @param properties win over all others: {@code clickledger.postgres.url} and so on
     */
    public static ConfigurableApplicationContext start(Map<String, Object> properties) {
        return application(properties).run();
    }

    private static SpringApplicationBuilder application(Map<String, Object> properties) {
        Map<String, Object> own = new HashMap<>(properties);
        own.put("spring.config.name", "projections");
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", own));
        return new SpringApplicationBuilder(ProjectionsApplication.class)
                .environment(environment)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF);
    }
}
