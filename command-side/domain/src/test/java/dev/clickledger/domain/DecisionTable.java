package dev.clickledger.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.clickledger.contracts.events.DomainEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.hamcrest.CustomTypeSafeMatcher;
import org.junit.jupiter.api.DynamicTest;

/**
 * Rows of "given these events, when this command, then these events or that rule", each run through
 * Axon as in production, and a last row that no command and no rule was left out.
 */
public final class DecisionTable<T> {

    private final Class<T> aggregate;
    private final List<Object> resources;
    private final List<DynamicTest> rows = new ArrayList<>();
    private final Set<Class<?>> decided = new HashSet<>();
    private final Set<Class<?>> violated = new HashSet<>();

    public DecisionTable(Class<T> aggregate, Object... resources) {
        this.aggregate = aggregate;
        this.resources = List.of(resources);
    }

    public DecisionTable<T> decides(
            String what, List<? extends DomainEvent> given, Command when, DomainEvent... events) {
        decided.add(when.getClass());
        rows.add(
                dynamicTest(
                        what,
                        () ->
                                when(given, when)
                                        .expectSuccessfulHandlerExecution()
                                        .expectEvents((Object[]) events)));
        return this;
    }

    public DecisionTable<T> answers(
            String what, List<? extends DomainEvent> given, Command when, Object result) {
        rows.add(dynamicTest(what, () -> when(given, when).expectResultMessagePayload(result)));
        return this;
    }

    public DecisionTable<T> refuses(
            String what, List<? extends DomainEvent> given, Command when, Rule rule) {
        violated.add(rule.getClass());
        rows.add(
                dynamicTest(
                        what,
                        () ->
                                when(given, when)
                                        .expectException(violationOf(rule))
                                        .expectNoEvents()));
        return this;
    }

    /** Something that only a bug can ask for. */
    public DecisionTable<T> fails(
            String what,
            List<? extends DomainEvent> given,
            Command when,
            Class<? extends Throwable> failure) {
        rows.add(
                dynamicTest(
                        what, () -> when(given, when).expectException(failure).expectNoEvents()));
        return this;
    }

    public Stream<DynamicTest> rows(Class<?> commands, Class<?> rules) {
        rows.add(
                dynamicTest(
                        "every command is decided in a row",
                        () ->
                                assertThat(decided)
                                        .containsExactlyInAnyOrder(
                                                commands.getPermittedSubclasses())));
        rows.add(
                dynamicTest(
                        "every rule is violated in a row",
                        () ->
                                assertThat(violated)
                                        .containsExactlyInAnyOrder(
                                                rules.getPermittedSubclasses())));
        return rows.stream();
    }

    private ResultValidator<T> when(List<? extends DomainEvent> given, Command command) {
        FixtureConfiguration<T> fixture = new AggregateTestFixture<>(aggregate);
        resources.forEach(fixture::registerInjectableResource);
        return (given.isEmpty() ? fixture.givenNoPriorActivity() : fixture.given(given))
                .when(command);
    }

    private static CustomTypeSafeMatcher<Throwable> violationOf(Rule rule) {
        return new CustomTypeSafeMatcher<>("violation of " + rule + ": " + rule.advice()) {
            @Override
            protected boolean matchesSafely(Throwable thrown) {
                return thrown instanceof RuleViolation violation
                        && violation.rule().equals(rule)
                        && violation.kind() == rule.kind()
                        && rule.advice().equals(thrown.getMessage());
            }
        };
    }

    @SafeVarargs
    public static <E extends DomainEvent> List<E> given(E... events) {
        return Arrays.asList(events);
    }

    /** The events before, and then these. */
    @SafeVarargs
    public static <E extends DomainEvent> List<E> and(List<? extends E> before, E... events) {
        return Stream.concat(before.stream(), Arrays.stream(events)).toList();
    }
}
