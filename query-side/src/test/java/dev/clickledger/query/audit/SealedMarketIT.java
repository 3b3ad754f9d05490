package dev.clickledger.query.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.time.BusinessDays;
import dev.clickledger.embedded.PostgresServer;
import dev.clickledger.eventstore.sealing.ProofBundle;
import dev.clickledger.eventstore.sealing.ProofCheck;
import dev.clickledger.eventstore.sealing.SealListener;
import dev.clickledger.eventstore.sealing.SealPublicKey;
import dev.clickledger.eventstore.sealing.SealTrust;
import dev.clickledger.eventstore.sealing.SealedRoot;
import dev.clickledger.eventstore.sealing.Sealing;
import dev.clickledger.eventstore.sealing.SealingKey;
import dev.clickledger.query.RecordedMarket;
import dev.clickledger.query.RunningQuerySide;
import dev.clickledger.query.RunningQuerySide.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Proofs and roots of a small market that was sealed, and what an audit says about its seals. */
class SealedMarketIT {

    private static final String AT_REFUND =
            " WHERE position = (SELECT max(e.position) FROM events.event e JOIN events.refund_register r"
                    + " ON e.aggregate_id = 'balance/a-1' AND e.sequence = r.sequence)";

    @TempDir static Path directory;

    private static PostgresServer postgres;
    private static PGSimpleDataSource dataSource;
    private static SealPublicKey key;
    private static RunningQuerySide querySide;

    @BeforeAll
    static void sealAMarket() throws SQLException, IOException {
        postgres = PostgresServer.startEphemeral();
        dataSource = new PGSimpleDataSource();
        dataSource.setUrl(postgres.jdbcUrl());
        dataSource.setUser(postgres.user());
        dataSource.setPassword(postgres.password());
        Flyway.configure()
                .dataSource(dataSource)
                .schemas("events")
                .locations("classpath:db/event-store")
                .load()
                .migrate();
        RecordedMarket.record(dataSource);
        SealingKey sealingKey = SealingKey.in(directory.resolve("key.pem"));
        key = sealingKey.publicKey();
        try (Sealing sealing =
                new Sealing(
                        dataSource,
                        sealingKey,
                        Sealing.Pace.DEFAULT,
                        InstantSource.system(),
                        SealListener.NONE)) {
            sealing.start();
            await().until(() -> sealing.sealedEvents() == events());
        }
        querySide = new RunningQuerySide(postgres, "redis://127.0.0.1:1");
    }

    @AfterAll
    static void stop() {
        querySide.close();
        postgres.close();
    }

    @Test
    void theSealsHold() throws SQLException {
        AuditReport report = verify(SealTrust.NONE);

        assertThat(report.discrepancies()).isEmpty();
        assertThat(report.counts())
                .containsEntry("events sealed", events())
                .containsKey("seals signed with key " + key.keyId());
        assertThat(report.notCompared())
                .anyMatch(note -> note.contains("--public-key"))
                .anyMatch(note -> note.contains("--root"));
        assertThat(verify(new SealTrust(List.of(key), List.of(exported()))).notCompared())
                .noneMatch(note -> note.contains("--"));
    }

    @Test
    void eachClickHasAProofThatNeedsNoStore() {
        assertThat(proved(RecordedMarket.FIRST))
                .contains("was charged 260 won")
                .doesNotContain("given back");
        assertThat(proved(RecordedMarket.DUPLICATE))
                .contains("was charged 260 won", "260 won were given back");
        assertThat(proved(RecordedMarket.DECLINED)).contains("was declined", "DAILY_BUDGET");
    }

    @Test
    void theSameOverHttp() {
        Answer proof = querySide.get("/v1/audit/clicks/" + RecordedMarket.FIRST + "/proof");
        Answer root = querySide.get("/v1/audit/root");
        String today = BusinessDays.SEOUL.of(exported().seal().sealedAt()).toString();

        assertThat(proof.status()).isEqualTo(200);
        assertThat(ProofCheck.check(ProofBundle.parse(proof.text()), key).holds()).isTrue();
        assertThat(SealedRoot.parse(root.text()).seal().chain())
                .isEqualTo(exported().seal().chain());
        assertThat(querySide.get("/v1/audit/root?day=" + today).text()).isEqualTo(root.text());
        assertThat(querySide.get("/v1/audit/root?day=2001-01-01").status()).isEqualTo(404);
        assertThat(querySide.get("/v1/audit/root?day=yesterday").status()).isEqualTo(400);
        assertThat(
                        querySide
                                .get(
                                        "/v1/audit/clicks/"
                                                + ClickId.mint(
                                                        Instant.EPOCH, new java.util.Random(1))
                                                + "/proof")
                                .status())
                .isEqualTo(404);
        assertThat(querySide.get("/v1/audit/clicks/nonsense/proof").status()).isEqualTo(400);
    }

    @Test
    void thereIsNoProofOfAnEventThatWasChanged() {
        sql("UPDATE events.event SET at = at + interval '1 ms'" + AT_REFUND);

        AuditReport report = verify(SealTrust.NONE);
        Answer proof = querySide.get("/v1/audit/clicks/" + RecordedMarket.DUPLICATE + "/proof");

        sql("UPDATE events.event SET at = at - interval '1 ms'" + AT_REFUND);
        assertThat(report.discrepancies())
                .extracting(Discrepancy::what)
                .contains("an event that was changed after sealing");
        assertThat(proof.status()).isEqualTo(409);
        assertThat(verify(SealTrust.NONE).clean()).isTrue();
    }

    @Test
    void aClickThatIsNotSealedYetIsToBeAskedForLater() {
        sql(
                "CREATE TABLE kept AS SELECT * FROM events.seal",
                "CREATE TABLE kept_leaves AS SELECT * FROM events.seal_leaves",
                "TRUNCATE events.seal, events.seal_leaves");

        Answer proof = querySide.get("/v1/audit/clicks/" + RecordedMarket.FIRST + "/proof");
        int root = querySide.get("/v1/audit/root").status();
        AuditReport report = verify(SealTrust.NONE);

        sql(
                "INSERT INTO events.seal SELECT * FROM kept",
                "INSERT INTO events.seal_leaves SELECT * FROM kept_leaves",
                "DROP TABLE kept, kept_leaves");
        assertThat(proof.status()).isEqualTo(503);
        assertThat(proof.raw().headers().firstValue("Retry-After")).isPresent();
        assertThat(root).isEqualTo(404);
        assertThat(report.discrepancies())
                .singleElement()
                .extracting(Discrepancy::what)
                .isEqualTo("events that were not sealed in time");
    }

    @Test
    void namesARegistersWrongNumberAndFindsTheClickAllTheSame() {
        String row = " WHERE click_id = '" + RecordedMarket.FIRST + "'";
        sql("UPDATE events.click_register SET sequence = sequence + 1" + row);

        AuditReport report = verify(SealTrust.NONE);
        String proved = proved(RecordedMarket.FIRST);

        sql("UPDATE events.click_register SET sequence = sequence - 1" + row);
        assertThat(report.discrepancies())
                .singleElement()
                .satisfies(
                        found -> {
                            assertThat(found.what()).isEqualTo("changed row");
                            assertThat(found.where()).startsWith("events.click_register");
                            assertThat(found.found()).contains("sequence=");
                        });
        assertThat(proved).contains("was charged 260 won");
    }

    private static String proved(ClickId click) {
        ProofBundle bundle = new AuditExport(dataSource).proof(click);
        assertThat(bundle).isNotNull();
        ProofCheck.Verdict verdict = ProofCheck.check(ProofBundle.parse(bundle.toJson()), key);
        assertThat(verdict.wrong()).isEmpty();
        return String.join("\n", verdict.proved());
    }

    private static SealedRoot exported() {
        SealedRoot root = new AuditExport(dataSource).root(null);
        assertThat(root).isNotNull();
        return root;
    }

    private static AuditReport verify(SealTrust trust) {
        return new AuditVerification(dataSource, null, trust).run(AuditProgress.UNHEARD);
    }

    private static long events() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT count(*) FROM events.event")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void sql(String... statements) {
        try (Connection connection = dataSource.getConnection();
                Statement change = connection.createStatement()) {
            for (String statement : statements) {
                change.execute(statement);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
