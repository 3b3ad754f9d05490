package dev.clickledger.eventstore;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.ValueInstantiators;
import tools.jackson.databind.introspect.AnnotatedConstructor;

/**
 * Calls records' constructors by a handle made once. Jackson's own way derives it anew at each call
 * from the number of arguments, which was a fifth of the time it took to decode an event.
 */
final class RecordConstructors extends ValueInstantiators.Base {

    private final Set<Class<?>> records;

    RecordConstructors(Set<Class<?>> records) {
        this.records = Set.copyOf(records);
    }

    @Override
    public ValueInstantiator modifyValueInstantiator(
            DeserializationConfig config,
            BeanDescription.Supplier description,
            ValueInstantiator jacksons) {
        Class<?> type = description.getBeanClass();
        return records.contains(type) || wrapsOneValue(type, jacksons)
                ? new ByHandle(jacksons, constructor(type))
                : jacksons;
    }

    /** An id, as a rule: made from a text by its one constructor. */
    private static boolean wrapsOneValue(Class<?> type, ValueInstantiator jacksons) {
        return type.isRecord()
                && type.getRecordComponents().length == 1
                && jacksons.canCreateUsingDelegate()
                && jacksons.getDelegateCreator() instanceof AnnotatedConstructor;
    }

    /** Takes an array of the record's values. */
    static MethodHandle constructor(Class<?> type) {
        Class<?>[] components =
                Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new);
        try {
            return MethodHandles.publicLookup()
                    .findConstructor(type, MethodType.methodType(void.class, components))
                    .asSpreader(Object[].class, components.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException notPublic) {
            throw new IllegalStateException(type + " must be a public record", notPublic);
        }
    }

    /** Makes a record, by the handle that {@link #constructor} gave. */
    static Object call(MethodHandle constructor, @Nullable Object... arguments) {
        try {
            return (Object) constructor.invokeExact(arguments);
        } catch (RuntimeException | Error refused) {
            throw refused;
        } catch (Throwable checked) {
            throw new IllegalStateException(checked);
        }
    }

    private static final class ByHandle extends ValueInstantiator.Delegating {

        private final MethodHandle constructor;

        ByHandle(ValueInstantiator jacksons, MethodHandle constructor) {
            super(jacksons);
            this.constructor = constructor;
        }

        @Override
        public Object createFromObjectWith(DeserializationContext context, Object[] arguments) {
            return call(constructor, arguments);
        }

        @Override
        public Object createUsingDelegate(DeserializationContext context, Object delegate) {
            return call(constructor, delegate);
        }
    }
}
