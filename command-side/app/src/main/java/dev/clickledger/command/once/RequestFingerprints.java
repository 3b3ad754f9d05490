package dev.clickledger.command.once;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/**
 * Tells requests with a key apart by method, path and the very bytes of their body, which it takes
 * down as the body is read: bounded already, and small for a write.
 */
@ControllerAdvice
final class RequestFingerprints extends RequestBodyAdviceAdapter {

    private static final String BODY = RequestFingerprints.class.getName() + ".body";

    @Override
    public boolean supports(
            MethodParameter body, Type type, Class<? extends HttpMessageConverter<?>> converter) {
        return body.getMethod() != null
                && Arrays.asList(body.getMethod().getParameterTypes()).contains(OncePerKey.class);
    }

    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage message,
            MethodParameter body,
            Type type,
            Class<? extends HttpMessageConverter<?>> converter)
            throws IOException {
        HttpHeaders headers = message.getHeaders();
        if (!headers.containsHeader(OncePerKey.IDEMPOTENCY_KEY)) {
            return message;
        }
        byte[] bytes = message.getBody().readAllBytes();
        RequestContextHolder.currentRequestAttributes()
                .setAttribute(BODY, sha256().digest(bytes), RequestAttributes.SCOPE_REQUEST);
        return new HttpInputMessage() {
            @Override
            public InputStream getBody() {
                return new ByteArrayInputStream(bytes);
            }

            @Override
            public HttpHeaders getHeaders() {
                return headers;
            }
        };
    }

    /** Ask after the body was read. */
    static byte[] of(HttpServletRequest request) {
        MessageDigest digest = sha256();
        // Neither can hold the separator.
        digest.update(
                (request.getMethod() + ' ' + request.getRequestURI() + '\n')
                        .getBytes(StandardCharsets.UTF_8));
        if (request.getAttribute(BODY) instanceof byte[] body) {
            digest.update(body);
        }
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
