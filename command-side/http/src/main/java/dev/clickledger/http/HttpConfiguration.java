package dev.clickledger.http;

import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.http.document.DocumentConfiguration;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.catalina.core.StandardHost;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.Ordered;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** What an application imports to speak HTTP as the others do. */
@Configuration(proxyBeanMethods = false)
@Import({ProblemAdvice.class, ErrorPage.class, DocumentConfiguration.class})
@PropertySource("classpath:dev/clickledger/http/http.properties")
public class HttpConfiguration {

    /** Filters of an application that need a bounded body come after this. */
    public static final int GUARD_ORDER = Ordered.HIGHEST_PRECEDENCE + 100;

    /** Contract JSON; from callers, a field named twice is refused too. */
    @Bean
    JsonMapper httpJson() {
        return ContractJson.strict()
                .rebuild()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .addModule(
                        new SimpleModule("times")
                                .addDeserializer(Instant.class, new Times.Deserializer()))
                .build();
    }

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    RequestClock requestClock(Clock clock, @Value("${clickledger.sandbox:false}") boolean sandbox) {
        return new RequestClock(clock, sandbox);
    }

    @Bean
    ProblemWriter problemWriter() {
        return new ProblemWriter();
    }

    @Bean
    FilterRegistrationBean<RequestGuard> requestGuard(RequestClock clock, ProblemWriter problems) {
        var registration = new FilterRegistrationBean<>(new RequestGuard(clock, problems));
        registration.setOrder(GUARD_ORDER);
        return registration;
    }

    /** Around the guard, so that a page can read why it was refused. */
    @Bean
    FilterRegistrationBean<BrowserGate> browserGate(
            @Value("${clickledger.commerce-origins:}") List<String> origins,
            ObjectProvider<BrowserCall> calls,
            ProblemWriter problems) {
        List<BrowserCall> all = calls.stream().toList();
        var registration =
                new FilterRegistrationBean<>(
                        new BrowserGate(new CommerceOrigins(origins), all, problems));
        registration.setOrder(GUARD_ORDER - 1);
        registration.setEnabled(!all.isEmpty());
        all.forEach(call -> registration.addUrlPatterns(call.path()));
        return registration;
    }

    /** Neither the server's language nor the caller's changes a message. */
    @Bean
    ValidationConfigurationCustomizer englishMessages() {
        return configuration ->
                configuration.messageInterpolator(
                        new ParameterMessageInterpolator(
                                Set.of(Locale.ROOT), Locale.ROOT, context -> Locale.ROOT, false));
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTheServer() {
        return factory ->
                factory.addContextCustomizers(
                        context -> {
                            if (context.getParent() instanceof StandardHost host) {
                                host.setErrorReportValveClass(ServerErrors.class.getName());
                            }
                        });
    }

    @Bean
    WebMvcConfigurer httpConventions(RequestClock clock) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(clock);
                resolvers.add(new CallerArgumentResolver());
            }

            @Override
            public void addFormatters(FormatterRegistry registry) {
                registry.addConverter(String.class, Instant.class, Times::parse);
            }

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new QueryParameterGuard());
            }
        };
    }
}
