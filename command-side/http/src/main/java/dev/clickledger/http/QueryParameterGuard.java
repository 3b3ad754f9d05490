package dev.clickledger.http;

import dev.clickledger.http.Problem.FieldError;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses query parameters that a call does not have, or that it takes once and got twice: a
 * misspelt filter would otherwise answer more than was asked for.
 */
final class QueryParameterGuard implements HandlerInterceptor {

    private static final String OUR_PACKAGE = "dev.clickledger.";

    /** For each method its parameters, and whether each may be repeated. Bounded by our methods. */
    private final Map<Method, Map<String, Boolean>> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getQueryString() == null
                || !(handler instanceof HandlerMethod method)
                || !method.getBeanType().getName().startsWith(OUR_PACKAGE)) {
            return true;
        }
        Map<String, Boolean> parameters =
                known.computeIfAbsent(method.getMethod(), ignored -> parametersOf(method));
        List<FieldError> errors = new ArrayList<>();
        request.getParameterMap()
                .forEach(
                        (name, values) -> {
                            Boolean repeatable = parameters.get(name);
                            if (repeatable == null) {
                                errors.add(new FieldError(clip(name), unknown(parameters)));
                            } else if (!repeatable && values.length > 1) {
                                errors.add(new FieldError(name, "must be given once"));
                            }
                        });
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return true;
    }

    private static String unknown(Map<String, Boolean> parameters) {
        return parameters.isEmpty()
                ? "is not known: this path takes no query parameters"
                : "is not a known query parameter (known are "
                        + String.join(", ", parameters.keySet())
                        + ")";
    }

    private static String clip(String name) {
        return name.length() <= 100 ? name : name.substring(0, 100);
    }

    private static Map<String, Boolean> parametersOf(HandlerMethod method) {
        Map<String, Boolean> parameters = new TreeMap<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            if (parameter.hasParameterAnnotation(RequestParam.class)) {
                boolean many =
                        Collection.class.isAssignableFrom(parameter.getParameterType())
                                || parameter.getParameterType().isArray();
                parameters.put(nameOf(parameter), many);
            }
        }
        return parameters;
    }

    /** What callers know an argument by. */
    static String nameOf(MethodParameter parameter) {
        var query = parameter.getParameterAnnotation(RequestParam.class);
        if (query != null && !query.name().isEmpty()) {
            return query.name();
        }
        var path = parameter.getParameterAnnotation(PathVariable.class);
        if (path != null && !path.name().isEmpty()) {
            return path.name();
        }
        var header = parameter.getParameterAnnotation(RequestHeader.class);
        if (header != null && !header.name().isEmpty()) {
            return header.name();
        }
        String name = parameter.getParameterName();
        return name == null ? "parameter" : FieldPaths.snakeCase(name);
    }
}
