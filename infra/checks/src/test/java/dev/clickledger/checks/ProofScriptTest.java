package dev.clickledger.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.eventstore.sealing.ProofBundle;
import dev.clickledger.eventstore.sealing.ProofCheck;
import dev.clickledger.eventstore.sealing.SealPublicKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * A proof that was exported once verifies for ever: by our code, and by a script that shares none.
 */
class ProofScriptTest {

    @Test
    void theScriptsOwnTestsPass() throws Exception {
        Child tests =
                Child.start(
                        Repository.checks(), "python3", "-B", "-m", "unittest", "test_check_proof");

        assertThat(tests.exitWithin(Duration.ofMinutes(1))).as(tests.said()).isZero();
    }

    @Test
    void saysHowItIsCalled() throws Exception {
        Child wrong = Child.start(Repository.checks(), "python3", "-B", "check_proof.py");

        assertThat(wrong.exitWithin(Duration.ofMinutes(1))).isEqualTo(2);
        assertThat(wrong.said()).contains("check_proof.py PROOF.json PUBLIC_KEY.pem");
    }

    @Test
    void ourCodeSaysTheSame() throws Exception {
        Path examples = Repository.checks().resolve("examples");

        ProofCheck.Verdict verdict =
                ProofCheck.check(
                        ProofBundle.parse(Files.readString(examples.resolve("proof.json"))),
                        SealPublicKey.read(examples.resolve("sealing-key.pem.pub")));

        assertThat(verdict.wrong()).isEmpty();
        assertThat(String.join("\n", verdict.proved()))
                .contains("was charged 410 won", "event 1 of 5 in seal 15");
    }
}
