package dev.clickledger.query.audit;

import dev.clickledger.http.document.ParameterRule;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.math.BigDecimal;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What audit calls check by hand, as the API document tells of it. */
@Configuration(proxyBeanMethods = false)
class DocumentedAudit {

    @Bean
    ParameterRule eventsAfter() {
        return new ParameterRule(
                "listEvents",
                "after",
                false,
                new StringSchema().pattern("^[0-9]{1,18}:[0-9]{1,18}$"),
                "The next of an earlier answer; the first event without");
    }

    @Bean
    ParameterRule eventsLimit() {
        return new ParameterRule(
                "listEvents",
                "limit",
                false,
                new IntegerSchema()
                        .minimum(BigDecimal.ONE)
                        .maximum(BigDecimal.valueOf(AuditController.MAX_LIMIT))
                        ._default(AuditController.DEFAULT_LIMIT),
                "How many events at most");
    }
}
