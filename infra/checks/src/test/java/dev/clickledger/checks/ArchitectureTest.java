package dev.clickledger.checks;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import org.slf4j.Logger;

/** Who may know whom, over every module; and names that say nothing. */
@AnalyzeClasses(packages = "dev.clickledger", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    private static final String CONTRACTS = "dev.clickledger.contracts..";
    private static final String DOMAIN = "dev.clickledger.domain..";
    private static final String EVENT_STORE = "dev.clickledger.eventstore..";

    @ArchTest
    static final ArchRule DEPENDENCIES_POINT_TO_THE_CONTRACTS =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("contracts")
                    .definedBy(CONTRACTS)
                    .layer("domain")
                    .definedBy(DOMAIN)
                    .layer("event store")
                    .definedBy(EVENT_STORE)
                    .layer("http")
                    .definedBy("dev.clickledger.http..")
                    .layer("read model")
                    .definedBy("dev.clickledger.readmodel..")
                    .layer("command side")
                    .definedBy("dev.clickledger.command..")
                    .layer("projections")
                    .definedBy("dev.clickledger.projections..")
                    .layer("query side")
                    .definedBy("dev.clickledger.query..")
                    .layer("stream job")
                    .definedBy("dev.clickledger.stream..")
                    .layer("embedded")
                    .definedBy("dev.clickledger.embedded..")
                    .layer("local")
                    .definedBy("dev.clickledger.local..")
                    .whereLayer("local")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("embedded")
                    .mayOnlyBeAccessedByLayers("local")
                    .whereLayer("command side")
                    .mayOnlyBeAccessedByLayers("local")
                    .whereLayer("projections")
                    .mayOnlyBeAccessedByLayers("local")
                    .whereLayer("query side")
                    .mayOnlyBeAccessedByLayers("local")
                    .whereLayer("stream job")
                    .mayOnlyBeAccessedByLayers("local")
                    .whereLayer("domain")
                    .mayOnlyBeAccessedByLayers("command side")
                    .whereLayer("http")
                    .mayOnlyBeAccessedByLayers("command side", "query side", "local")
                    .whereLayer("read model")
                    .mayOnlyBeAccessedByLayers("projections", "query side", "local")
                    .whereLayer("event store")
                    .mayOnlyBeAccessedByLayers("command side", "projections", "query side", "local")
                    .because("apps know the domain and the contracts, and nothing knows infra");

    @ArchTest
    static final ArchRule CONTRACTS_NEED_JACKSON_ALONE =
            classes()
                    .that()
                    .resideInAPackage(CONTRACTS)
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage(
                                    "java..",
                                    "javax.crypto..",
                                    "com.fasterxml.jackson.annotation..",
                                    "tools.jackson..",
                                    "org.jspecify..",
                                    CONTRACTS))
                    .because("what crosses a boundary must not bring a framework along");

    @ArchTest
    static final ArchRule THE_DOMAIN_IS_PLAIN_JAVA_WITH_AXONS_MODELLING =
            classes()
                    .that()
                    .resideInAPackage(DOMAIN)
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage(
                                            "java..",
                                            "org.jspecify..",
                                            "org.axonframework.modelling..",
                                            "org.axonframework.commandhandling..",
                                            "org.axonframework.eventsourcing..",
                                            CONTRACTS,
                                            DOMAIN)
                                    .and(
                                            resideInAnyPackage(
                                                            "java.sql..", "java.net..", "java.io..")
                                                    .negate()))
                    .because("decisions know no Spring, SQL, Kafka or network");

    @ArchTest
    static final ArchRule DECISIONS_READ_NO_CLOCK_AND_NO_DICE =
            noClasses()
                    .that()
                    .resideInAPackage(DOMAIN)
                    .should()
                    .callMethod(java.time.Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(java.util.UUID.class, "randomUUID")
                    .orShould()
                    .dependOnClassesThat(resideInAPackage("java.util.random"))
                    .because("time, ids and randomness come in the command");

    @ArchTest
    static final ArchRule THE_DOMAIN_DOES_NOT_LOG =
            noClasses()
                    .that()
                    .resideInAPackage(DOMAIN)
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(Logger.class);

    @ArchTest
    static final ArchRule REDIS_IS_WRITTEN_BY_PROJECTIONS_ALONE =
            noClasses()
                    .that()
                    .resideInAnyPackage("dev.clickledger.command..", "dev.clickledger.stream..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.lettuce..", "org.springframework.data.redis..");

    @ArchTest
    static final ArchRule THE_COMMAND_SIDE_NEEDS_NO_JPA =
            noClasses()
                    .that()
                    .resideInAnyPackage("dev.clickledger.command..", EVENT_STORE)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("jakarta.persistence..", "org.hibernate..");

    @ArchTest
    static final ArchRule PACKAGES_ARE_USE_CASES =
            noClasses()
                    .should()
                    .resideInAnyPackage(
                            "..dto..",
                            "..mapper..",
                            "..util..",
                            "..utils..",
                            "..service..",
                            "..services..",
                            "..impl..",
                            "..helper..",
                            "..common..",
                            "..model..")
                    .because("the tree is the list of what the system does");

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS =
            classes().should(haveATellingName()).because("these endings say nothing");

    @ArchTest
    static final ArchRule NO_PACKAGES_IN_CIRCLES =
            slices().matching("dev.clickledger.(*).(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NOTHING_IS_SYNCHRONISED_WITH_AXONS_SERVER =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.axonframework.axonserver..");

    @ArchTest
    static final ArchRule MONEY_IS_NO_DOUBLE =
            noMethods()
                    .that()
                    .areDeclaredInClassesThat()
                    .resideInAnyPackage(CONTRACTS, DOMAIN, EVENT_STORE)
                    .should()
                    .haveRawReturnType(double.class)
                    .orShould()
                    .haveRawReturnType(float.class);

    private static ArchCondition<JavaClass> haveATellingName() {
        List<String> empty =
                List.of(
                        "Impl", "Manager", "Helper", "Util", "Utils", "Dto", "DTO", "Mapper",
                        "Service");
        return new ArchCondition<>("not end in " + String.join(", ", empty)) {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                for (String ending : empty) {
                    if (item.getSimpleName().endsWith(ending)) {
                        events.add(
                                SimpleConditionEvent.violated(
                                        item, item.getFullName() + " ends in " + ending));
                    }
                }
            }
        };
    }
}
