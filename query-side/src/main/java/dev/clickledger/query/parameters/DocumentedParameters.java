package dev.clickledger.query.parameters;

import dev.clickledger.contracts.ids.IdFormat;
import dev.clickledger.contracts.topics.MetricWindow;
import dev.clickledger.http.document.ParameterRule;
import dev.clickledger.query.reports.PageRequest;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.math.BigDecimal;
import java.util.Arrays;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The query parameters that lists have in common, as the API document tells of them. */
@Configuration(proxyBeanMethods = false)
class DocumentedParameters {

    @Bean
    ParameterRule limit() {
        return of(
                "limit",
                new IntegerSchema()
                        .minimum(BigDecimal.ONE)
                        .maximum(BigDecimal.valueOf(PageRequest.MAX_LIMIT))
                        ._default(PageRequest.DEFAULT_LIMIT),
                "How many items a page has at most");
    }

    @Bean
    ParameterRule cursor() {
        return of(
                "cursor",
                new StringSchema(),
                "The next_cursor of the page before, unchanged; none for the first page");
    }

    @Bean
    ParameterRule from() {
        return of("from", new StringSchema().format("date-time"), "At or after this UTC time");
    }

    @Bean
    ParameterRule to() {
        return of("to", new StringSchema().format("date-time"), "Before this UTC time");
    }

    @Bean
    ParameterRule advertiserId() {
        return of("advertiser_id", new StringSchema(), IdFormat.RULE);
    }

    @Bean
    ParameterRule day() {
        return of("day", new StringSchema().format("date"), "A day in Seoul; the newest without");
    }

    @Bean
    ParameterRule window() {
        return of(
                "window",
                new StringSchema()
                        ._enum(Arrays.stream(MetricWindow.values()).map(Enum::name).toList())
                        ._default(MetricWindow.ONE_DAY.name()),
                "How long each window is");
    }

    private static ParameterRule of(String name, Schema<?> schema, String description) {
        return new ParameterRule(null, name, false, schema, description);
    }
}
