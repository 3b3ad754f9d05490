package dev.clickledger.checks.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.local.audit.AuditCommand;
import dev.clickledger.local.up.Addresses;
import io.lettuce.core.RedisClient;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code ./clickledger audit verify}, beside a running system and on what it leaves. */
class AuditCommandIT {

    private static final int HOLDS = 0;
    private static final int DIFFERS = 1;

    @TempDir Path data;

    @Test
    void namesWhatWasChangedBehindItsBackRunningAndStopped() throws Exception {
        try (UpProcess up = UpProcess.start(data, "--sample").awaitReady()) {
            Audit untouched = verify();
            changeABalanceInRedis();
            Audit withAnotherBalance = verify();
            changeALedgerRow();

            assertThat(untouched.said()).contains("The books hold", "rows of Redis");
            assertThat(untouched.exitCode()).isEqualTo(HOLDS);
            assertThat(withAnotherBalance.said())
                    .contains("balance:hanbit-laptops", "1 thing differs");
            assertThat(withAnotherBalance.exitCode()).isEqualTo(DIFFERS);
        }
        Audit stopped = verify();

        assertThat(stopped.said())
                .contains("not compared: Redis", "views.ledger_entry", "1 thing differs");
        assertThat(stopped.exitCode()).isEqualTo(DIFFERS);
    }

    @Test
    void saysThatADirectoryHoldsNoBooks() {
        Audit nothing = verify();

        assertThat(nothing.exitCode()).isNotEqualTo(HOLDS);
        assertThat(data).isEmptyDirectory();
    }

    private record Audit(int exitCode, String said) {}

    private Audit verify() {
        var said = new StringWriter();
        int exitCode =
                new CommandLine(new AuditCommand())
                        .setOut(new PrintWriter(said))
                        .setErr(new PrintWriter(said))
                        .execute("verify", "--data", data.toString());
        return new Audit(exitCode, said.toString());
    }

    private void changeABalanceInRedis() {
        try (RedisClient client = RedisClient.create(addresses().redis());
                var connection = client.connect()) {
            connection.sync().set("balance:hanbit-laptops", "1");
        }
    }

    private void changeALedgerRow() throws Exception {
        String password = Files.readString(data.resolve("postgres").resolve("password")).strip();
        try (Connection connection =
                        DriverManager.getConnection(
                                addresses().postgres(), addresses().postgresUser(), password);
                Statement change = connection.createStatement()) {
            assertThat(
                            change.executeUpdate(
                                    "UPDATE views.ledger_entry SET amount = amount + 1"
                                            + " WHERE advertiser_id = 'hanbit-laptops'"))
                    .isEqualTo(1);
        }
    }

    private Addresses addresses() {
        return Addresses.read(data).orElseThrow();
    }
}
