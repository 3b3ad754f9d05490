package dev.clickledger.local.up;

import dev.clickledger.command.CommandSideApplication;
import dev.clickledger.projections.ProjectionsApplication;
import dev.clickledger.query.QuerySideApplication;
import java.util.List;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The three Spring applications. Each is told which auto-configurations of the common class path
 * are the others' affair.
 */
final class Applications {

    private static final String BOOT = "org.springframework.boot.";

    private static final List<String> NOT_THE_COMMAND_SIDES =
            List.of(BOOT + "data.", BOOT + "hibernate.", BOOT + "jpa.", BOOT + "persistence.");

    private static final List<String> NOT_THE_PROJECTIONS =
            List.of(
                    BOOT + "webmvc.",
                    BOOT + "tomcat.",
                    BOOT + "servlet.",
                    BOOT + "web.server.",
                    "org.springdoc.");

    private static final List<String> NOT_THE_QUERY_SIDES =
            List.of(BOOT + "kafka.", BOOT + "flyway.");

    private Applications() {}

    record Running(
            ConfigurableApplicationContext command,
            ConfigurableApplicationContext projections,
            ConfigurableApplicationContext query) {}

    static ConfigurableApplicationContext commandSide(Map<String, Object> properties) {
        return CommandSideApplication.start(
                ApplicationProperties.withForeign(properties, NOT_THE_COMMAND_SIDES));
    }

    static ConfigurableApplicationContext projections(Map<String, Object> properties) {
        return ProjectionsApplication.start(
                ApplicationProperties.withForeign(properties, NOT_THE_PROJECTIONS));
    }

    static ConfigurableApplicationContext querySide(Map<String, Object> properties) {
        return QuerySideApplication.start(
                ApplicationProperties.withForeign(properties, NOT_THE_QUERY_SIDES));
    }
}
