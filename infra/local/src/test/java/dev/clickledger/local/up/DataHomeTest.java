package dev.clickledger.local.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickledger.contracts.adtoken.SigningKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataHomeTest {

    @TempDir Path directory;

    @Test
    void isHeldByOneAtATime() {
        try (DataHome home = DataHome.open(directory, false)) {
            assertThatThrownBy(() -> DataHome.open(directory, false))
                    .isInstanceOf(UpRefused.class)
                    .hasMessageContaining("already running on " + home.directory())
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("--data DIR");
        }
        DataHome.open(directory, false).close();
    }

    @Test
    void refusesADirectoryThatIsAFile() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> DataHome.open(file, false))
                .isInstanceOf(UpRefused.class)
                .hasMessageContaining("Cannot use the data directory " + file);
    }

    @Test
    void drawsTheSigningKeyOnceAndForItsOwnerOnly() throws IOException {
        try (DataHome home = DataHome.open(directory, false)) {
            Path keys = home.signingKeys();
            String drawn = Files.readString(keys);
            assertThat(SigningKeys.parse(Files.readAllLines(keys))).isNotNull();
            assertThat(Files.getPosixFilePermissions(keys))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(Files.readString(home.signingKeys())).isEqualTo(drawn);
        }
    }

    @Test
    void removesItselfWhenEphemeral() throws IOException {
        Path ephemeral = DataHome.temporaryDirectory();
        try (DataHome home = DataHome.open(ephemeral, true)) {
            Files.createDirectories(home.kafka().resolve("log"));
            Files.createFile(home.signingKeys().resolveSibling("other"));
        }
        assertThat(ephemeral).doesNotExist();
    }
}
