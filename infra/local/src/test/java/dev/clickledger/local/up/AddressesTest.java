package dev.clickledger.local.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressesTest {

    @TempDir Path data;

    @Test
    void tellAnotherProcessWhereThePartsAnswer() {
        Addresses written =
                new Addresses(
                        URI.create("http://127.0.0.1:8081"),
                        URI.create("http://127.0.0.1:8082"),
                        URI.create("http://127.0.0.1:8083"),
                        "jdbc:postgresql://127.0.0.1:21000/clickledger",
                        "clickledger",
                        "redis://127.0.0.1:22000",
                        "127.0.0.1:23000",
                        URI.create("http://127.0.0.1:24000"));
        assertThat(Addresses.read(data)).isEmpty();
        written.write(data.resolve(Addresses.FILE));
        assertThat(Addresses.read(data)).contains(written);
    }
}
