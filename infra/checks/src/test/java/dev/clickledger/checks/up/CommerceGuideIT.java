package dev.clickledger.checks.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.local.up.Addresses;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's twenty lines, run as they are written, but for the ports. */
class CommerceGuideIT {

    private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final int PROMISED_LINES = 20;

    @TempDir Path directory;

    @Test
    void goesFromAnAdToACancelledOrder() throws Exception {
        Matcher guide = SHELL.matcher(Files.readString(Path.of("../../docs/guides/commerce.md")));
        assertThat(guide.find()).isTrue();
        assertThat(guide.group(1).lines()).hasSizeLessThanOrEqualTo(PROMISED_LINES);
        Addresses up = SampleUp.addresses();
        String script =
                "set -eu\n"
                        + guide.group(1)
                                .replace("localhost:8081", up.command().getAuthority())
                                .replace("localhost:8082", up.query().getAuthority());

        Process shell =
                new ProcessBuilder("sh", "-c", script)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(shell.waitFor()).as(said).isZero();
        assertThat(said)
                .contains(
                        "\"accepted\":1",
                        "\"outcome\":\"CHARGED\"",
                        "\"repeated\":true",
                        "\"order_id\":",
                        "\"event_id\":\"cancelled-")
                .doesNotContain("problems/");
    }
}
