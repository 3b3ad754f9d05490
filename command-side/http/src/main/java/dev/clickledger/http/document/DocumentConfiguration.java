package dev.clickledger.http.document;

import dev.clickledger.http.RequestClock;
import dev.clickledger.http.RequestTime;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Springdoc serves the document and keeps it once it is made; what is in it is ours, because our
 * JSON, our constraints and our answers ({@code ResponseEntity<?>}) are nothing that it could know.
 */
@Configuration(proxyBeanMethods = false)
public class DocumentConfiguration {

    private static final String OURS = "dev.clickledger.";
    private static final String VERSIONED = "/v1/";

    @Bean
    OpenApiCustomizer describedByHandlers(
            @Qualifier("requestMappingHandlerMapping")
                    ObjectProvider<RequestMappingHandlerMapping> handlers,
            ObjectProvider<ParameterRule> rules,
            ObjectProvider<ArgumentHeader> headers,
            @Value("${spring.application.name:clickledger}") String name) {
        return document -> {
            var schemas = new RecordSchemas();
            var operations =
                    new Operations(schemas, rules.stream().toList(), headers.stream().toList());
            Map<String, PathItem> items = new TreeMap<>();
            handlers.getObject()
                    .getHandlerMethods()
                    .forEach((mapping, handler) -> add(mapping, handler, operations, items));
            var paths = new Paths();
            items.forEach(paths::addPathItem);
            document.setPaths(paths);
            Map<String, Schema> named = new LinkedHashMap<>(schemas.named());
            document.setComponents(new Components().schemas(named));
            document.setTags(null);
            document.setServers(null);
            document.setInfo(info(name));
        };
    }

    private static void add(
            RequestMappingInfo mapping,
            HandlerMethod handler,
            Operations operations,
            Map<String, PathItem> items) {
        if (!handler.getBeanType().getName().startsWith(OURS)) {
            return;
        }
        for (String path : mapping.getPatternValues()) {
            if (!path.startsWith(VERSIONED)) {
                continue; // The error page, which nobody calls.
            }
            for (RequestMethod method : mapping.getMethodsCondition().getMethods()) {
                items.computeIfAbsent(path, ignored -> new PathItem())
                        .operation(
                                PathItem.HttpMethod.valueOf(method.name()),
                                operations.describe(mapping, method, handler));
            }
        }
    }

    private static Info info(String name) {
        return new Info()
                .title("Clickledger " + name)
                .version("1")
                .license(new License().name("Apache-2.0"))
                .description(
                        "Amounts are whole won. Unknown fields and query parameters are refused."
                                + " Every refusal is a problem document (RFC 9457) with a stable"
                                + " type, and names the fields that are wrong.");
    }

    @Bean
    @ConditionalOnProperty(name = "clickledger.sandbox", havingValue = "true")
    ArgumentHeader sandboxTime() {
        return new ArgumentHeader(
                RequestTime.class,
                RequestClock.SANDBOX_TIME,
                new StringSchema().format("date-time").example("2017-11-07T09:30:38Z"),
                "\"Now\" of this request; only a sandbox takes it",
                null,
                null);
    }
}
