package dev.clickledger.http.document;

import dev.clickledger.http.ProblemType;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a handler's signature does not say of it. Example values are in {@code
 * api-examples/<id>.json} on the class path.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ApiCall {

    /** Its name in the document and in clients made from it; stable. */
    String id();

    /** In one sentence, without a full stop. */
    String summary();

    /** Its answer, where the handler's own type is only {@code ResponseEntity<?>}. */
    Class<?> answer() default void.class;

    /** Its status, where neither {@code @ResponseStatus} nor 200 says it. */
    int status() default 0;

    /** Refusals of its own, beside those that every call like it has. */
    ProblemType[] problems() default {};
}
