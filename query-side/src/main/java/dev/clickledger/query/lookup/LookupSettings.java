package dev.clickledger.query.lookup;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param adsPerAdvertiser how many ads of one advertiser a page shows at most
 */
@ConfigurationProperties("clickledger.lookup")
record LookupSettings(@DefaultValue("1") int adsPerAdvertiser) {}
