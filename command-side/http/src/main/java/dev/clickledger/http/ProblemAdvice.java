package dev.clickledger.http;

import dev.clickledger.http.Problem.FieldError;
import jakarta.validation.ConstraintViolationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.BindingResult;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/**
 * The one place where a refusal becomes an answer. Messages are ours, in English whatever the
 * caller's or the server's language: they are part of the interface.
 */
@RestControllerAdvice
final class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private final List<ProblemTranslator> translators;

    ProblemAdvice(List<ProblemTranslator> translators) {
        this.translators = translators;
    }

    @ExceptionHandler
    ResponseEntity<Object> refused(ProblemException refused) {
        var headers = new HttpHeaders();
        Long retryAfter = refused.retryAfterSeconds();
        if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter));
        }
        return answer(refused.problem(), headers);
    }

    @ExceptionHandler
    ResponseEntity<Object> violated(ConstraintViolationException violated) {
        return invalid(FieldPaths.errors(violated.getConstraintViolations()));
    }

    /** A bug or an outage. The caller gets a reference to what the log says, and nothing of it. */
    @ExceptionHandler
    ResponseEntity<Object> unexpected(Exception unexpected) {
        for (ProblemTranslator translator : translators) {
            ProblemException refused = translator.translate(unexpected);
            if (refused != null) {
                return refused(refused);
            }
        }
        String reference = UUID.randomUUID().toString();
        LOG.error("Unexpected, reference {}", reference, unexpected);
        return answer(
                Problem.of(
                        ProblemType.INTERNAL_ERROR,
                        "This is our fault, not yours. The log has more under reference "
                                + reference
                                + "."),
                new HttpHeaders());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case RequestGuard.BodyTooLargeException tooLarge -> {
                    return refused(tooLarge.problem());
                }
                case JacksonException wrong when wrong.getCause() == null || !isRead(wrong) -> {
                    return invalid(List.of(JsonErrors.explain(wrong)));
                }
                default -> {
                    // Look further inside.
                }
            }
        }
        return invalid(List.of(new FieldError(JsonErrors.BODY, "must be a JSON object")));
    }

    /** Whether reading failed, not what was read. */
    private static boolean isRead(JacksonException wrong) {
        return wrong.getCause() instanceof IOException;
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException invalid,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return invalid(fieldErrors(invalid.getBindingResult()));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException invalid,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        List<FieldError> errors = new ArrayList<>();
        for (ParameterValidationResult result : invalid.getParameterValidationResults()) {
            if (result instanceof ParameterErrors bean) {
                bean.getFieldErrors()
                        .forEach(
                                wrong ->
                                        errors.add(
                                                new FieldError(
                                                        FieldPaths.snakeCase(wrong.getField()),
                                                        message(wrong.getDefaultMessage()))));
            } else {
                String name = QueryParameterGuard.nameOf(result.getMethodParameter());
                result.getResolvableErrors()
                        .forEach(
                                wrong ->
                                        errors.add(
                                                new FieldError(
                                                        name, message(wrong.getDefaultMessage()))));
            }
        }
        return invalid(sorted(errors));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException missing,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return invalid(List.of(new FieldError(missing.getParameterName(), "is required")));
    }

    @ExceptionHandler
    ResponseEntity<Object> missingHeader(MissingRequestHeaderException missing) {
        return invalid(List.of(new FieldError(missing.getHeaderName(), "is required")));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException mismatch,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String name =
                mismatch instanceof MethodArgumentTypeMismatchException argument
                        ? argument.getName()
                        : Objects.toString(mismatch.getPropertyName(), "parameter");
        return invalid(List.of(new FieldError(FieldPaths.snakeCase(name), expected(mismatch))));
    }

    private static String expected(TypeMismatchException mismatch) {
        for (Throwable cause = mismatch; cause != null; cause = cause.getCause()) {
            // Spring's and the JDK's own messages are not for callers; our ids' are.
            if (cause instanceof IllegalArgumentException
                    && cause.getMessage() != null
                    && cause.getMessage().contains(" must be ")) {
                return JsonErrors.afterName(cause.getMessage());
            }
        }
        return "must be " + JsonErrors.expected(mismatch.getRequiredType());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException refused,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String supported =
                refused.getSupportedHttpMethods() == null
                        ? ""
                        : refused.getSupportedHttpMethods().stream()
                                .map(HttpMethod::name)
                                .sorted()
                                .collect(Collectors.joining(", "));
        return answer(
                Problem.of(
                        ProblemType.METHOD_NOT_ALLOWED,
                        "This path takes " + supported + ", not " + refused.getMethod() + "."),
                headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotSupported(
            HttpMediaTypeNotSupportedException refused,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return answer(
                Problem.of(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "Send the body as Content-Type: application/json."),
                headers);
    }

    /** Whatever else Spring refuses by itself. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception refused,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return switch (status.value()) {
            case 404 -> answer(unknownPath(), headers);
            case 406 ->
                    answer(
                            Problem.of(
                                    ProblemType.NOT_ACCEPTABLE,
                                    "Answers are application/json or application/problem+json."),
                            headers);
            case 413 -> refused(new RequestGuard.BodyTooLargeException().problem());
            default ->
                    status.is4xxClientError()
                            ? answer(
                                    Problem.of(
                                            ProblemType.INVALID_REQUEST,
                                            "The request is not one that this path takes."),
                                    headers)
                            : unexpected(refused);
        };
    }

    static Problem unknownPath() {
        return Problem.of(
                ProblemType.UNKNOWN_PATH, "Nothing is served at this path: see the API reference.");
    }

    private static List<FieldError> fieldErrors(BindingResult result) {
        List<FieldError> errors = new ArrayList<>();
        result.getFieldErrors()
                .forEach(
                        wrong ->
                                errors.add(
                                        new FieldError(
                                                FieldPaths.snakeCase(wrong.getField()),
                                                message(wrong.getDefaultMessage()))));
        result.getGlobalErrors()
                .forEach(
                        wrong ->
                                errors.add(
                                        new FieldError(
                                                JsonErrors.BODY,
                                                message(wrong.getDefaultMessage()))));
        return sorted(errors);
    }

    private static List<FieldError> sorted(List<FieldError> errors) {
        return errors.stream()
                .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::message))
                .toList();
    }

    private static String message(@Nullable String text) {
        return text == null ? "is not valid" : text;
    }

    private static ResponseEntity<Object> invalid(List<FieldError> errors) {
        return answer(ProblemException.invalid(errors).problem(), new HttpHeaders());
    }

    private static ResponseEntity<Object> answer(Problem problem, HttpHeaders headers) {
        // Said outright, so that an Accept header cannot turn a refusal into an empty answer.
        return ResponseEntity.status(problem.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
