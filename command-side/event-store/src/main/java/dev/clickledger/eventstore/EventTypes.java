package dev.clickledger.eventstore;

import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.events.EventType;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every event of the sealed families under its registered number and name: a class name is never
 * stored.
 */
final class EventTypes {

    /** One registered event, at its current revision. */
    record Registered(
            short number, String name, short revision, Class<? extends DomainEvent> event) {}

    private final Map<Short, Registered> byNumber = new HashMap<>();
    private final Map<String, Registered> byName = new HashMap<>();
    private final Map<Class<?>, Registered> byClass = new HashMap<>();

    EventTypes() {
        register(DomainEvent.class);
    }

    Collection<Registered> all() {
        return byName.values();
    }

    Registered of(Class<?> event) {
        Registered type = byClass.get(event);
        if (type == null) {
            throw new IllegalArgumentException(event.getName() + " is not a registered event");
        }
        return type;
    }

    @Nullable Registered numbered(short number) {
        return byNumber.get(number);
    }

    private void register(Class<? extends DomainEvent> family) {
        for (Class<?> permitted : family.getPermittedSubclasses()) {
            Class<? extends DomainEvent> event = permitted.asSubclass(DomainEvent.class);
            if (event.isInterface()) {
                register(event);
                continue;
            }
            EventType said = event.getAnnotation(EventType.class);
            if (said == null) {
                throw new IllegalStateException(event.getName() + " needs an @EventType");
            }
            Registered type =
                    new Registered(said.number(), said.name(), (short) said.revision(), event);
            if (said.number() < 1
                    || byName.put(type.name(), type) != null
                    || byNumber.put(type.number(), type) != null) {
                throw new IllegalStateException(
                        event.getName() + " needs an @EventType with a name and number of its own");
            }
            byClass.put(event, type);
        }
    }
}
