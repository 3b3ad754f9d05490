package dev.clickledger.contracts.events;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name and revision under which an event is stored: for ever, whatever becomes of the class.
 * Rows hold the number instead of the name; neither is ever given to another event.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface EventType {

    String name();

    /** 1 to 32,767. */
    short number();

    int revision() default 1;
}
