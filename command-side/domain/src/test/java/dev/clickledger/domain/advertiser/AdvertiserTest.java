package dev.clickledger.domain.advertiser;

import static dev.clickledger.domain.DecisionTable.and;
import static dev.clickledger.domain.DecisionTable.given;
import static dev.clickledger.domain.Samples.ADVERTISER;
import static dev.clickledger.domain.Samples.NOW;

import dev.clickledger.contracts.events.AdvertiserEvent;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserApproved;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserReapplied;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserRegistered;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserRejected;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserSuspended;
import dev.clickledger.domain.DecisionTable;
import dev.clickledger.domain.advertiser.rules.AdvertiserRule;
import dev.clickledger.domain.advertiser.rules.AnAdvertiserIsRegisteredOnce;
import dev.clickledger.domain.advertiser.rules.OnlyAPendingAdvertiserCanBeRejected;
import dev.clickledger.domain.advertiser.rules.OnlyAPendingOrSuspendedAdvertiserCanBeApproved;
import dev.clickledger.domain.advertiser.rules.OnlyARejectedAdvertiserCanReapply;
import dev.clickledger.domain.advertiser.rules.OnlyAnApprovedAdvertiserCanBeSuspended;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class AdvertiserTest {

    private static final AdvertiserRegistered REGISTERED =
            new AdvertiserRegistered(
                    ADVERTISER, "Han Computers", "123-45-67890", "https://han.example/c.pdf", NOW);
    private static final AdvertiserApproved APPROVED = new AdvertiserApproved(ADVERTISER, NOW);
    private static final AdvertiserRejected REJECTED =
            new AdvertiserRejected(ADVERTISER, "the contract is not signed", NOW);
    private static final AdvertiserReapplied REAPPLIED = new AdvertiserReapplied(ADVERTISER, NOW);
    private static final AdvertiserSuspended SUSPENDED =
            new AdvertiserSuspended(ADVERTISER, "invoices unpaid", NOW);

    private static final RegisterAdvertiser REGISTER =
            new RegisterAdvertiser(
                    ADVERTISER, "Han Computers", "123-45-67890", "https://han.example/c.pdf", NOW);
    private static final ApproveAdvertiser APPROVE = new ApproveAdvertiser(ADVERTISER, NOW);
    private static final RejectAdvertiser REJECT =
            new RejectAdvertiser(ADVERTISER, "the contract is not signed", NOW);
    private static final ReapplyAdvertiser REAPPLY = new ReapplyAdvertiser(ADVERTISER, NOW);
    private static final SuspendAdvertiser SUSPEND =
            new SuspendAdvertiser(ADVERTISER, "invoices unpaid", NOW);

    @TestFactory
    Stream<DynamicTest> decisions() {
        List<AdvertiserEvent> pending = given(REGISTERED);
        List<AdvertiserEvent> approved = and(pending, APPROVED);
        List<AdvertiserEvent> rejected = and(pending, REJECTED);
        List<AdvertiserEvent> reapplied = and(rejected, REAPPLIED);
        List<AdvertiserEvent> suspended = and(approved, SUSPENDED);
        return new DecisionTable<>(Advertiser.class)
                .decides("registers a seller", given(), REGISTER, REGISTERED)
                .refuses(
                        "registers a seller once",
                        pending,
                        REGISTER,
                        new AnAdvertiserIsRegisteredOnce(AdvertiserStatus.PENDING))
                .refuses(
                        "does not register a rejected seller anew",
                        rejected,
                        REGISTER,
                        new AnAdvertiserIsRegisteredOnce(AdvertiserStatus.REJECTED))
                .decides("approves a pending one", pending, APPROVE, APPROVED)
                .decides("approves one that re-applied", reapplied, APPROVE, APPROVED)
                .decides("reinstates a suspended one", suspended, APPROVE, APPROVED)
                .refuses(
                        "does not approve twice",
                        approved,
                        APPROVE,
                        new OnlyAPendingOrSuspendedAdvertiserCanBeApproved(
                                AdvertiserStatus.APPROVED))
                .refuses(
                        "does not approve a rejected one",
                        rejected,
                        APPROVE,
                        new OnlyAPendingOrSuspendedAdvertiserCanBeApproved(
                                AdvertiserStatus.REJECTED))
                .decides("rejects a pending one", pending, REJECT, REJECTED)
                .decides("rejects one that re-applied", reapplied, REJECT, REJECTED)
                .refuses(
                        "does not reject an approved one",
                        approved,
                        REJECT,
                        new OnlyAPendingAdvertiserCanBeRejected(AdvertiserStatus.APPROVED))
                .refuses(
                        "does not reject a suspended one",
                        suspended,
                        REJECT,
                        new OnlyAPendingAdvertiserCanBeRejected(AdvertiserStatus.SUSPENDED))
                .decides("takes a new application", rejected, REAPPLY, REAPPLIED)
                .refuses(
                        "takes no application of a pending one",
                        pending,
                        REAPPLY,
                        new OnlyARejectedAdvertiserCanReapply(AdvertiserStatus.PENDING))
                .refuses(
                        "takes no second application",
                        reapplied,
                        REAPPLY,
                        new OnlyARejectedAdvertiserCanReapply(AdvertiserStatus.PENDING))
                .decides("suspends an approved one", approved, SUSPEND, SUSPENDED)
                .refuses(
                        "does not suspend a pending one",
                        pending,
                        SUSPEND,
                        new OnlyAnApprovedAdvertiserCanBeSuspended(AdvertiserStatus.PENDING))
                .refuses(
                        "does not suspend twice",
                        suspended,
                        SUSPEND,
                        new OnlyAnApprovedAdvertiserCanBeSuspended(AdvertiserStatus.SUSPENDED))
                .rows(AdvertiserCommand.class, AdvertiserRule.class);
    }
}
