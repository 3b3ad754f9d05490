package dev.clickledger.contracts.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickledger.contracts.GoldenFiles;
import dev.clickledger.contracts.json.ContractJson;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.core.JacksonException;

/** The stored form of every event: unchanged, or a new revision. */
class EventGoldenFilesTest {

    static final List<DomainEvent> FULL = EventSamples.FULL;
    static final List<DomainEvent> BARE = EventSamples.BARE;

    @ParameterizedTest
    @FieldSource("FULL")
    void isWrittenAndReadAsEver(DomainEvent event) {
        GoldenFiles.EVENTS.matches(fileOf(event), event);
    }

    @ParameterizedTest
    @FieldSource("BARE")
    void isWrittenAndReadAsEverWithoutWhatItMayLack(DomainEvent event) {
        GoldenFiles.EVENTS.matches(fileOf(event) + ".bare", event);
    }

    @Test
    void hasASampleAndAGoldenFileOfEveryType() {
        assertThat(FULL.stream().map(Object::getClass).toList())
                .containsExactlyInAnyOrderElementsOf(types());
        assertThat(GoldenFiles.EVENTS.names())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(
                                        FULL.stream().map(EventGoldenFilesTest::fileOf),
                                        BARE.stream().map(event -> fileOf(event) + ".bare"))
                                .toList());
    }

    @Test
    void hasANameOfItsOwnForEveryType() {
        assertThat(types()).allMatch(type -> type.isAnnotationPresent(EventType.class));
        assertThat(types().stream().map(type -> type.getAnnotation(EventType.class).name()))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[A-Z][A-Za-z]+"));
    }

    @ParameterizedTest
    @FieldSource("FULL")
    void writesNoNulls(DomainEvent event) {
        assertThat(ContractJson.strict().writeValueAsString(event)).doesNotContain(":null");
    }

    @ParameterizedTest
    @FieldSource("FULL")
    void isNotReadWithAFieldThatNobodyKnows(DomainEvent event) {
        String json = ContractJson.strict().writeValueAsString(event);
        String more = json.substring(0, json.length() - 1) + ",\"smuggled\":1}";

        assertThatThrownBy(() -> ContractJson.strict().readValue(more, event.getClass()))
                .isInstanceOf(JacksonException.class);
        assertThat((Object) ContractJson.tolerant().readValue(more, event.getClass()))
                .isEqualTo(event);
    }

    private static String fileOf(DomainEvent event) {
        EventType type = event.getClass().getAnnotation(EventType.class);
        return type.name() + ".r" + type.revision();
    }

    private static List<Class<?>> types() {
        return concrete(DomainEvent.class).toList();
    }

    private static Stream<Class<?>> concrete(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses())
                        .flatMap(EventGoldenFilesTest::concrete)
                : Stream.of(type);
    }
}
