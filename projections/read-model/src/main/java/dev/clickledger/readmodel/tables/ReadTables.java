package dev.clickledger.readmodel.tables;

import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/** Import this to have the entities and repositories of the read tables. */
@Configuration(proxyBeanMethods = false)
@EntityScan(basePackageClasses = ReadTables.class)
@EnableJpaRepositories(basePackageClasses = ReadTables.class)
public class ReadTables {

    /** Where they are read. */
    public static final String SCHEMA = "views";

    /** Where they are built again, while the others are read. */
    public static final String SCHEMA_BUILT = "views_built";

    /** Of the projection that writes them. */
    public static final String SUBSCRIPTION = "read-tables";

    /** A row of this name in {@code views.subscription} asks for them to be built again. */
    public static final String REBUILD = "read-tables-rebuild";
}
