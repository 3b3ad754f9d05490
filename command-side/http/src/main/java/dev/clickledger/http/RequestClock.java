package dev.clickledger.http;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Says when a request happens: by the server's clock or, in a sandbox, by its {@value
 * #SANDBOX_TIME} header. Without a sandbox that header is refused, so that nobody moves a real
 * click to another business day.
 */
public final class RequestClock implements HandlerMethodArgumentResolver {

    public static final String SANDBOX_TIME = "Sandbox-Time";

    private final Clock clock;
    private final boolean sandbox;

    public RequestClock(Clock clock, boolean sandbox) {
        this.clock = clock;
        this.sandbox = sandbox;
    }

    /** The server's own time, whatever a request says. */
    public Instant serverTime() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Whether requests may say what time it is. */
    public boolean isSandbox() {
        return sandbox;
    }

    /**
     * @throws ProblemException when the header is there and may not be, or is not a time
     */
    public RequestTime timeOf(HttpServletRequest request) {
        List<String> named = Collections.list(request.getHeaders(SANDBOX_TIME));
        if (named.isEmpty()) {
            return new RequestTime(serverTime(), false);
        }
        if (!sandbox) {
            throw ProblemException.of(
                    ProblemType.UNSUPPORTED_HEADER,
                    SANDBOX_TIME,
                    "is only taken by a sandbox (start with --sandbox)");
        }
        if (named.size() > 1) {
            throw ProblemException.of(
                    ProblemType.UNSUPPORTED_HEADER, SANDBOX_TIME, "must be given once");
        }
        return new RequestTime(parse(named.getFirst()), true);
    }

    private static Instant parse(String text) {
        try {
            return Times.parse(text);
        } catch (IllegalArgumentException notATime) {
            throw ProblemException.of(
                    ProblemType.UNSUPPORTED_HEADER, SANDBOX_TIME, "must be " + Times.RULE);
        }
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == RequestTime.class;
    }

    @Override
    public RequestTime resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest servletRequest = request.getNativeRequest(HttpServletRequest.class);
        if (servletRequest == null) {
            throw new IllegalStateException("not a servlet request");
        }
        return timeOf(servletRequest);
    }
}
