package dev.clickledger.eventstore;

import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.events.EventType;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every event of the sealed families under its registered name: a class name is never stored. */
final class EventTypes {

    private final Map<String, Class<? extends DomainEvent>> byName = new HashMap<>();
    private final Map<Class<?>, EventType> byClass = new HashMap<>();

    EventTypes() {
        register(DomainEvent.class);
    }

    Set<String> names() {
        return Set.copyOf(byName.keySet());
    }

    EventType of(Class<?> event) {
        EventType type = byClass.get(event);
        if (type == null) {
            throw new IllegalArgumentException(event.getName() + " is not a registered event");
        }
        return type;
    }

    @Nullable Class<? extends DomainEvent> named(String name) {
        return byName.get(name);
    }

    private void register(Class<? extends DomainEvent> family) {
        for (Class<?> permitted : family.getPermittedSubclasses()) {
            Class<? extends DomainEvent> event = permitted.asSubclass(DomainEvent.class);
            if (event.isInterface()) {
                register(event);
                continue;
            }
            EventType type = event.getAnnotation(EventType.class);
            if (type == null || byName.put(type.name(), event) != null) {
                throw new IllegalStateException(
                        event.getName() + " needs an @EventType with a name of its own");
            }
            byClass.put(event, type);
        }
    }
}
