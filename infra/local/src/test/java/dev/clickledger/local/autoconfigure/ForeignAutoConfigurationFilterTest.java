package dev.clickledger.local.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.mock.env.MockEnvironment;

class ForeignAutoConfigurationFilterTest {

    private static final String[] ALL = {
        "org.axonframework.springboot.autoconfig.AxonAutoConfiguration",
        "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
        null,
    };

    private final MockEnvironment environment = new MockEnvironment();
    private final ForeignAutoConfigurationFilter filter = new ForeignAutoConfigurationFilter();

    @Test
    void dropsWhatTheOtherApplicationsBring() {
        environment.setProperty(
                ForeignAutoConfigurationFilter.PROPERTY, "org.axonframework.,com.example.");
        assertThat(matches()).containsExactly(false, true, false);
    }

    @Test
    void keepsAllWithoutTheProperty() {
        assertThat(matches()).containsExactly(true, true, false);
    }

    @Test
    void isFoundBySpringBoot() {
        assertThat(
                        SpringFactoriesLoader.forDefaultResourceLocation()
                                .load(AutoConfigurationImportFilter.class))
                .hasAtLeastOneElementOfType(ForeignAutoConfigurationFilter.class);
    }

    private boolean[] matches() {
        filter.setEnvironment(environment);
        return filter.match(ALL, nothingKnown());
    }

    private static AutoConfigurationMetadata nothingKnown() {
        return new AutoConfigurationMetadata() {
            @Override
            public boolean wasProcessed(String className) {
                return false;
            }

            @Override
            public Integer getInteger(String className, String key) {
                return null;
            }

            @Override
            public Integer getInteger(String className, String key, Integer defaultValue) {
                return defaultValue;
            }

            @Override
            public Set<String> getSet(String className, String key) {
                return null;
            }

            @Override
            public Set<String> getSet(String className, String key, Set<String> defaultValue) {
                return defaultValue;
            }

            @Override
            public String get(String className, String key) {
                return null;
            }

            @Override
            public String get(String className, String key, String defaultValue) {
                return defaultValue;
            }
        };
    }
}
