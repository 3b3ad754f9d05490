package dev.clickledger.query.reports.campaigns;

import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

@Configuration(proxyBeanMethods = false)
@EnableJpaRepositories(basePackageClasses = CampaignSearch.class)
class CampaignReportsConfiguration {}
