package dev.clickledger.checks.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.domain.advertiser.ApproveAdvertiser;
import dev.clickledger.domain.advertiser.RegisterAdvertiser;
import dev.clickledger.domain.advertiser.SuspendAdvertiser;
import java.time.Instant;
import java.util.Set;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a simulation found first: an Error in the middle of a commit, which Axon does not undo. */
class MishapTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final AdvertiserId ADVERTISER = new AdvertiserId("advertiser_1");

    private final Dice dice = new Dice(1);
    private final SimulatedClock clock = new SimulatedClock(NOW);
    private final SimulatedStore store = new SimulatedStore(Set.of(), clock);
    private final NodeConnection connection =
            new NodeConnection(store, clock, new Faults(dice, 0), dice, () -> {});
    private final SimulatedNode node =
            new SimulatedNode(connection, store, new Snapshots(store, dice), clock, Set.of());

    @BeforeEach
    void registers() {
        QuietLogs.ofProvokedFailures();
        node.ledger()
                .send(
                        new RegisterAdvertiser(
                                ADVERTISER,
                                "Seller",
                                "123-45-67890",
                                "https://seller.example/contract",
                                NOW));
    }

    @AfterEach
    void stops() {
        node.close();
    }

    @Test
    void whatIsDecidedAfterAnErrorInMidCommitIsStored() {
        assertThatThrownBy(this::approveWithAMishap).isInstanceOf(Mishap.class);
        assertThat(connection.isBusy()).isFalse();
        long before = store.log().size();

        node.ledger().send(new ApproveAdvertiser(ADVERTISER, NOW));
        node.ledger().send(new SuspendAdvertiser(ADVERTISER, "unpaid", NOW));

        // Each has its own event and the balance's.
        assertThat(store.log()).hasSize(Math.toIntExact(before + 4));
        Books.of(store);
    }

    private void approveWithAMishap() {
        node.ledger()
                .<Boolean>decide(
                        books -> {
                            CurrentUnitOfWork.get()
                                    .root()
                                    .onPrepareCommit(
                                            ignored -> {
                                                throw new Mishap();
                                            });
                            books.dispatch(new ApproveAdvertiser(ADVERTISER, NOW));
                            return true;
                        });
    }
}
