package dev.clickledger.command.once;

import dev.clickledger.command.ledger.BoundedDecisions;
import dev.clickledger.eventstore.IdempotencyKeys;
import dev.clickledger.http.CallerArgumentResolver;
import dev.clickledger.http.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import tools.jackson.databind.json.JsonMapper;

/** Reads a request's key. */
final class OncePerKeyArguments implements HandlerMethodArgumentResolver {

    private static final Pattern FORMAT = Pattern.compile("[\\x21-\\x7E]{1,128}");

    private final BoundedDecisions decisions;
    private final IdempotencyKeys keys;
    private final JsonMapper json;

    OncePerKeyArguments(BoundedDecisions decisions, IdempotencyKeys keys, JsonMapper json) {
        this.decisions = decisions;
        this.keys = keys;
        this.json = json;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == OncePerKey.class;
    }

    @Override
    public OncePerKey resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest request = webRequest.getNativeRequest(HttpServletRequest.class);
        if (request == null) {
            throw new IllegalStateException("not a servlet request");
        }
        return new OncePerKey(decisions, keys, json, key(webRequest, request));
    }

    private static OncePerKey.@Nullable Key key(
            NativeWebRequest webRequest, HttpServletRequest request) {
        List<String> given = Collections.list(request.getHeaders(OncePerKey.IDEMPOTENCY_KEY));
        if (given.isEmpty()) {
            return null;
        }
        if (given.size() > 1 || !FORMAT.matcher(given.getFirst()).matches()) {
            throw ProblemException.invalid(
                    OncePerKey.IDEMPOTENCY_KEY,
                    "must be given once, with 1 to 128 visible ASCII characters");
        }
        String tenant = CallerArgumentResolver.callerOf(webRequest).tenant();
        return new OncePerKey.Key(
                tenant == null ? "" : tenant,
                given.getFirst(),
                () -> RequestFingerprints.of(request));
    }
}
