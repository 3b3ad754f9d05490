package dev.clickledger.http.document;

import io.swagger.v3.oas.models.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a query parameter must be that is read by hand; a bean of it puts the rule into the
 * document.
 *
 * @param call of which it is the parameter; of every call with one of that name without
 */
public record ParameterRule(
        @Nullable String call,
        String name,
        boolean required,
        Schema<?> schema,
        String description) {

    boolean isAbout(String otherCall, String otherName) {
        return name.equals(otherName) && (call == null || call.equals(otherCall));
    }
}
