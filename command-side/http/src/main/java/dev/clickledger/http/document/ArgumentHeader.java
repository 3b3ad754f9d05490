package dev.clickledger.http.document;

import io.swagger.v3.oas.models.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A header that every call reads whose handler takes an argument of a type; a bean of it puts the
 * header into the document.
 *
 * @param answered name of the header that says so in the answer, if there is one
 */
public record ArgumentHeader(
        Class<?> argument,
        String name,
        Schema<?> schema,
        String description,
        @Nullable String answered,
        @Nullable String answeredDescription) {}
