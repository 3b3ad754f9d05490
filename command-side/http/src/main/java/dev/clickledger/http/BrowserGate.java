package dev.clickledger.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets the shop's pages call, and no others: a request that names another origin is refused before
 * anything is done, for a browser would hide the answer but not the deed.
 *
 * <p>A page on its way out sends its click as {@code text/plain}: any other type makes the browser
 * ask first (a preflight), which it does not do for a page that is gone. From a page that is
 * allowed to call, such a body is read as the JSON that it is.
 */
final class BrowserGate extends OncePerRequestFilter {

    private static final Duration PREFLIGHT_KEPT = Duration.ofHours(1);

    private final DefaultCorsProcessor cors;
    private final Map<String, CorsConfiguration> configurations = new HashMap<>();

    BrowserGate(CommerceOrigins origins, Collection<BrowserCall> calls, ProblemWriter problems) {
        cors = new Refusing(problems);
        for (BrowserCall call : calls) {
            configurations
                    .computeIfAbsent(call.path(), ignored -> configuration(origins))
                    .addAllowedMethod(call.method());
        }
    }

    private static CorsConfiguration configuration(CommerceOrigins origins) {
        var configuration = new CorsConfiguration();
        configuration.setAllowedOrigins(origins.allowed());
        configuration.setAllowedHeaders(List.of(HttpHeaders.CONTENT_TYPE));
        configuration.setExposedHeaders(List.of(HttpHeaders.RETRY_AFTER));
        configuration.setMaxAge(PREFLIGHT_KEPT);
        return configuration;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        CorsConfiguration configuration = configurations.get(request.getRequestURI());
        if (configuration == null) {
            chain.doFilter(request, response);
            return;
        }
        if (cors.processRequest(configuration, request, response)
                && !CorsUtils.isPreFlightRequest(request)) {
            chain.doFilter(isBeacon(request) ? new JsonBeacon(request) : request, response);
        }
    }

    private static boolean isBeacon(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null
                && type.startsWith(MediaType.TEXT_PLAIN_VALUE)
                && request.getHeader(HttpHeaders.ORIGIN) != null;
    }

    private static final class Refusing extends DefaultCorsProcessor {

        private final ProblemWriter problems;

        Refusing(ProblemWriter problems) {
            this.problems = problems;
        }

        @Override
        protected void rejectRequest(ServerHttpResponse response) throws IOException {
            problems.write(
                    Problem.of(
                            ProblemType.FOREIGN_ORIGIN,
                            "Pages of this origin may not call, or not so: see"
                                    + " clickledger.commerce-origins."),
                    response);
        }
    }

    private static final class JsonBeacon extends HttpServletRequestWrapper {

        JsonBeacon(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getContentType() {
            return MediaType.APPLICATION_JSON_VALUE;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return HttpHeaders.CONTENT_TYPE.equalsIgnoreCase(name)
                    ? getContentType()
                    : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return HttpHeaders.CONTENT_TYPE.equalsIgnoreCase(name)
                    ? Collections.enumeration(List.of(getContentType()))
                    : super.getHeaders(name);
        }
    }
}
