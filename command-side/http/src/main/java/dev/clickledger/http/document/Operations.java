package dev.clickledger.http.document;

import dev.clickledger.http.Problem;
import dev.clickledger.http.ProblemType;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/** Describes a handler: its parameters, bodies, headers and refusals. */
final class Operations {

    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;

    private final RecordSchemas schemas;
    private final List<ParameterRule> rules;
    private final List<ArgumentHeader> headers;

    Operations(RecordSchemas schemas, List<ParameterRule> rules, List<ArgumentHeader> headers) {
        this.schemas = schemas;
        this.rules = rules;
        this.headers = headers;
    }

    Operation describe(RequestMappingInfo mapping, RequestMethod method, HandlerMethod handler) {
        ApiCall call = handler.getMethodAnnotation(ApiCall.class);
        String id = call == null ? handler.getMethod().getName() : call.id();
        Examples examples = Examples.of(id);
        String useCase = handler.getBeanType().getPackageName().replaceFirst(".*\\.", "");
        var operation = new Operation().operationId(id).addTagsItem(useCase);
        if (call != null) {
            operation.summary(call.summary());
        }
        for (MethodParameter argument : handler.getMethodParameters()) {
            describe(argument, id, examples, operation);
        }
        operation.setResponses(responses(mapping, method, handler, call, examples));
        return operation;
    }

    private void describe(
            MethodParameter argument, String call, Examples examples, Operation operation) {
        var path = argument.getParameterAnnotation(PathVariable.class);
        var query = argument.getParameterAnnotation(RequestParam.class);
        var body =
                argument.getParameterAnnotation(
                        org.springframework.web.bind.annotation.RequestBody.class);
        if (path != null) {
            operation.addParametersItem(
                    new Parameter()
                            .in("path")
                            .name(path.name())
                            .required(true)
                            .schema(schemas.of(argument.getGenericParameterType()))
                            .example(examples.parameter("path", path.name())));
        } else if (query != null) {
            operation.addParametersItem(queryParameter(argument, query, call, examples));
        } else if (body != null) {
            MediaType content = content(argument.getGenericParameterType(), examples, "request");
            operation.setRequestBody(
                    new RequestBody()
                            .required(body.required())
                            .content(new Content().addMediaType(JSON, content)));
        } else {
            headers.stream()
                    .filter(header -> header.argument() == argument.getParameterType())
                    .map(
                            header ->
                                    new Parameter()
                                            .in("header")
                                            .name(header.name())
                                            .required(false)
                                            .schema(header.schema())
                                            .description(header.description()))
                    .forEach(operation::addParametersItem);
        }
    }

    private Parameter queryParameter(
            MethodParameter argument, RequestParam query, String call, Examples examples) {
        var parameter =
                new Parameter()
                        .in("query")
                        .name(query.name())
                        .required(query.required())
                        .schema(schemas.of(argument.getGenericParameterType()))
                        .example(examples.parameter("query", query.name()));
        rules.stream()
                .filter(rule -> rule.isAbout(call, query.name()))
                .min(Comparator.comparing(rule -> rule.call() == null))
                .ifPresent(
                        rule ->
                                parameter
                                        .required(rule.required())
                                        .schema(rule.schema())
                                        .description(rule.description()));
        return parameter;
    }

    private MediaType content(Type type, Examples examples, String which) {
        var content = new MediaType().schema(schemas.of(type));
        Object example = examples.body(which);
        if (example != null) {
            content.setExample(example);
        }
        return content;
    }

    private ApiResponses responses(
            RequestMappingInfo mapping,
            RequestMethod method,
            HandlerMethod handler,
            @Nullable ApiCall call,
            Examples examples) {
        var responses = new ApiResponses();
        int status = status(handler, call);
        var done = new ApiResponse().description(status == NO_CONTENT ? "Done" : "The answer");
        Type answer = answer(handler, call);
        if (answer != void.class) {
            String type =
                    mapping.getProducesCondition().getProducibleMediaTypes().stream()
                            .findFirst()
                            .map(Object::toString)
                            .orElse(JSON);
            boolean json = type.startsWith(JSON);
            done.setContent(
                    new Content()
                            .addMediaType(
                                    type,
                                    json
                                            ? content(answer, examples, "answer")
                                            : new MediaType().schema(new StringSchema())));
        }
        for (MethodParameter argument : handler.getMethodParameters()) {
            headers.stream()
                    .filter(header -> header.argument() == argument.getParameterType())
                    .filter(header -> header.answered() != null)
                    .forEach(
                            header ->
                                    done.addHeaderObject(
                                            header.answered(),
                                            new Header()
                                                    .description(header.answeredDescription())
                                                    .schema(new StringSchema())));
        }
        responses.addApiResponse(Integer.toString(status), done);
        refusals(method, handler, call).forEach(responses::addApiResponse);
        responses.addApiResponse("default", problem("Any other refusal", Set.of()));
        return responses;
    }

    private static int status(HandlerMethod handler, @Nullable ApiCall call) {
        ResponseStatus said = handler.getMethodAnnotation(ResponseStatus.class);
        return call != null && call.status() != 0
                ? call.status()
                : said == null ? OK : said.code().value();
    }

    private static Type answer(HandlerMethod handler, @Nullable ApiCall call) {
        if (call != null && call.answer() != void.class) {
            return call.answer();
        }
        Type type = handler.getMethod().getGenericReturnType();
        if (type instanceof ParameterizedType made && made.getRawType() == ResponseEntity.class) {
            Type body = made.getActualTypeArguments()[0];
            return body instanceof WildcardType ? void.class : body;
        }
        return type;
    }

    /** By status, since several kinds may share one. */
    private TreeMap<String, ApiResponse> refusals(
            RequestMethod method, HandlerMethod handler, @Nullable ApiCall call) {
        Set<ProblemType> types = EnumSet.of(ProblemType.INVALID_REQUEST, ProblemType.UNAVAILABLE);
        for (MethodParameter argument : handler.getMethodParameters()) {
            if (argument.hasParameterAnnotation(PathVariable.class)) {
                types.add(ProblemType.NOT_FOUND);
            }
        }
        if (method != RequestMethod.GET) {
            types.addAll(
                    EnumSet.of(
                            ProblemType.CONFLICT,
                            ProblemType.WRONG_STATE,
                            ProblemType.RULE_REFUSED,
                            ProblemType.TOO_MANY_REQUESTS));
        }
        if (call != null) {
            types.addAll(List.of(call.problems()));
        }
        var byStatus = new TreeMap<String, ApiResponse>();
        for (ProblemType type : types) {
            int status = type.status().value();
            Set<ProblemType> same = EnumSet.copyOf(types);
            same.removeIf(other -> other.status().value() != status);
            byStatus.putIfAbsent(Integer.toString(status), problem(titles(same), same));
        }
        return byStatus;
    }

    private static String titles(Set<ProblemType> types) {
        return String.join("; or: ", types.stream().map(ProblemType::title).toList());
    }

    private ApiResponse problem(String description, Set<ProblemType> types) {
        Schema<?> schema = schemas.of(Problem.class);
        var response =
                new ApiResponse()
                        .description(description)
                        .content(
                                new Content()
                                        .addMediaType(PROBLEM, new MediaType().schema(schema)));
        if (types.contains(ProblemType.TOO_MANY_REQUESTS)
                || types.contains(ProblemType.UNAVAILABLE)) {
            response.addHeaderObject(
                    "Retry-After",
                    new Header()
                            .description("Seconds after which to send it again")
                            .schema(new IntegerSchema()));
        }
        return response;
    }
}
