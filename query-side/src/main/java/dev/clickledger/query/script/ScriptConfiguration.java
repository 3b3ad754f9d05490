package dev.clickledger.query.script;

import dev.clickledger.http.BrowserCall;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

@Configuration(proxyBeanMethods = false)
class ScriptConfiguration {

    @Bean
    BrowserCall pagesAskForAds() {
        return new BrowserCall(HttpMethod.GET, "/v1/ads");
    }

    /** With {@code crossorigin}, for pages that pin the script's hash. */
    @Bean
    BrowserCall pagesLoadTheScript() {
        return new BrowserCall(HttpMethod.GET, ScriptController.PATH);
    }
}
