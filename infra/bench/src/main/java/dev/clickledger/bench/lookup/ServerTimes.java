package dev.clickledger.bench.lookup;

import dev.clickledger.bench.Latency;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.HdrHistogram.ConcurrentHistogram;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How long lookups take in the server, from the first filter to the answer written. */
@RestController
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ServerTimes implements Filter {

    static final String PATH = "/bench/server-times";

    private static final int DIGITS = 3;

    private final ConcurrentHistogram nanos = new ConcurrentHistogram(DIGITS);

    /** Since it was asked last: {@code p50,p99} in milliseconds; empty without a lookup. */
    @GetMapping(PATH)
    String sinceLast() {
        Latency latency = Latency.of(nanos.copy());
        nanos.reset();
        return latency == null ? "" : latency.p50Millis() + "," + latency.p99Millis();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!((HttpServletRequest) request).getRequestURI().startsWith("/v1/ads")) {
            chain.doFilter(request, response);
            return;
        }
        long start = System.nanoTime();
        chain.doFilter(request, response);
        nanos.recordValue(System.nanoTime() - start);
    }
}
