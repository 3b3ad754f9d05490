package dev.clickledger.local.autoconfigure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Drops the auto-configurations whose class name starts with one of the prefixes in {@value
 * #PROPERTY}. Started alone, an application has only its own libraries on its class path; in one
 * JVM with the others it would otherwise find theirs and start, say, JPA on the command side.
 */
final class ForeignAutoConfigurationFilter
        implements AutoConfigurationImportFilter, EnvironmentAware {

    static final String PROPERTY = "clickledger.local.foreign-auto-configurations";

    private List<String> foreignPrefixes = List.of();

    @Override
    public void setEnvironment(Environment environment) {
        foreignPrefixes =
                Binder.get(environment)
                        .bind(PROPERTY, Bindable.listOf(String.class))
                        .orElse(List.of());
    }

    @Override
    public boolean[] match(
            @Nullable String[] autoConfigurations, AutoConfigurationMetadata metadata) {
        boolean[] kept = new boolean[autoConfigurations.length];
        for (int i = 0; i < kept.length; i++) {
            String name = autoConfigurations[i];
            kept[i] = name != null && foreignPrefixes.stream().noneMatch(name::startsWith);
        }
        return kept;
    }
}
