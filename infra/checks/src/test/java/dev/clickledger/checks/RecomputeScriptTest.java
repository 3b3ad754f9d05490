package dev.clickledger.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The script has its own tests, in its own language. */
class RecomputeScriptTest {

    @Test
    void itsOwnTestsPass() throws Exception {
        Child tests =
                Child.start(
                        Repository.checks(), "python3", "-B", "-m", "unittest", "test_recompute");

        assertThat(tests.exitWithin(Duration.ofMinutes(1))).as(tests.said()).isZero();
    }

    @Test
    void saysHowItIsCalled() throws Exception {
        Path script = Repository.recomputeScript();

        Child wrong = Child.start(Repository.checks(), "python3", "-B", script.toString());

        assertThat(wrong.exitWithin(Duration.ofMinutes(1))).isEqualTo(2);
        assertThat(wrong.said()).contains("recompute.py INPUT.csv JOURNAL.ndjson REPORT.json");
    }
}
