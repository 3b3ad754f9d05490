package dev.clickledger.command;

import dev.clickledger.http.HttpConfiguration;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/** The command side: see the package. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan
@Import(HttpConfiguration.class)
public class CommandSideApplication {

    /**
     * The caller closes what is returned.
     *
     * @param properties win over the application's own file
     */
    public static ConfigurableApplicationContext start(Map<String, Object> properties) {
        return application().run(arguments(properties));
    }

    public static void main(String[] arguments) {
        application().registerShutdownHook(true).run(arguments);
    }

    private static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(CommandSideApplication.class)
                .web(WebApplicationType.SERVLET)
                .properties(Map.of("spring.config.name", "command-side"))
                .registerShutdownHook(false);
    }

    private static String[] arguments(Map<String, Object> properties) {
        return properties.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);
    }
}
