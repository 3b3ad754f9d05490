package dev.clickledger.readmodel.tables;

import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/** Import this to have the entities and repositories of the read tables. */
@Configuration(proxyBeanMethods = false)
@EntityScan(basePackageClasses = ReadTables.class)
@EnableJpaRepositories(basePackageClasses = ReadTables.class)
public class ReadTables {}
