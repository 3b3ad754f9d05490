package dev.clickledger.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo from end to end with real parts, judged by a script that shares nothing with it. */
class DemoIT {

    private static final long SEED = 42;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    @TempDir Path directory;

    @Test
    void theBooksOfASmallDayBalanceAndAnOutsiderAgrees() throws Exception {
        Path input = directory.resolve("input.csv");
        Path report = directory.resolve("report.json");
        Path journal = directory.resolve("journal.ndjson");
        SmallDay.write(SEED, input);

        try (Child demo =
                clickledger(
                        "demo",
                        "--input",
                        input.toString(),
                        "--report",
                        report.toString(),
                        "--journal",
                        journal.toString())) {
            assertThat(demo.exitWithin(LONGEST)).as(demo.said()).isZero();
            assertThat(demo.said()).contains("The books balance.");
        }

        Child outsider =
                Child.start(
                        directory,
                        "python3",
                        "-B",
                        Repository.recomputeScript().toString(),
                        input.toString(),
                        journal.toString(),
                        report.toString());
        assertThat(outsider.exitWithin(LONGEST)).as(outsider.said()).isZero();
        assertThat(outsider.said()).contains("the account holds");
        assertThat(Files.readString(report))
                .as("the day has all that it was made for")
                .contains("\"clicks_expired\" : 1,", "\"cancellations_without_order\" : 1,")
                .doesNotContain(
                        "\"refunds\" : 0,",
                        "\"clicks_repeated\" : 0,",
                        "\"retractions\" : 0,",
                        "\"purchases_repeated\" : 0,",
                        "\"purchases_without_click\" : 0,");
    }

    @Test
    void anInputThatIsNotSortedIsRefusedBeforeAnythingStarts() throws Exception {
        Path input = directory.resolve("input.csv");
        SmallDay.write(SEED, input);
        List<String> lines = new ArrayList<>(Files.readAllLines(input));
        lines.add(lines.get(1));
        Files.write(input, lines);

        try (Child demo = clickledger("demo", "--input", input.toString())) {
            assertThat(demo.exitWithin(LONGEST)).isEqualTo(2);
            assertThat(demo.said())
                    .contains("input.csv: line " + lines.size() + ", column timestamp")
                    .doesNotContain("PostgreSQL");
        }
    }

    /** As ./clickledger runs it, but from what is being tested: it would build. */
    private Child clickledger(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC"));
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (option.startsWith("--add-opens")
                    || option.startsWith("--enable-native-access")
                    || option.startsWith("--sun-misc-unsafe")) {
                command.add(option);
            }
        }
        String classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        command.addAll(List.of("-cp", classPath, "dev.clickledger.local.ClickledgerCli"));
        command.addAll(List.of(arguments));
        return Child.start(directory, command.toArray(String[]::new));
    }
}
