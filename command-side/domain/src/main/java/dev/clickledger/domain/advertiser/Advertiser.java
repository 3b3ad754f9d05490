package dev.clickledger.domain.advertiser;

import dev.clickledger.contracts.events.AdvertiserEvent;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserApproved;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserReapplied;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserRegistered;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserRejected;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserSuspended;
import dev.clickledger.domain.AggregateIds;
import dev.clickledger.domain.advertiser.rules.AnAdvertiserIsRegisteredOnce;
import dev.clickledger.domain.advertiser.rules.OnlyAPendingAdvertiserCanBeRejected;
import dev.clickledger.domain.advertiser.rules.OnlyAPendingOrSuspendedAdvertiserCanBeApproved;
import dev.clickledger.domain.advertiser.rules.OnlyARejectedAdvertiserCanReapply;
import dev.clickledger.domain.advertiser.rules.OnlyAnApprovedAdvertiserCanBeSuspended;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Registered → approved | rejected → re-applied; approved ⇄ suspended. */
public final class Advertiser {

    @AggregateIdentifier private String id;
    private @Nullable AdvertiserStatus status;

    /** An advertiser to which nothing has happened yet. */
    public Advertiser() {}

    /** What the command leads to, nothing changed yet. */
    public List<AdvertiserEvent> decide(AdvertiserCommand command) {
        return switch (command) {
            case RegisterAdvertiser c -> {
                new AnAdvertiserIsRegisteredOnce(status).verify();
                yield List.of(
                        new AdvertiserRegistered(
                                c.advertiserId(),
                                c.name(),
                                c.businessRegistrationNumber(),
                                c.contractDocumentUrl(),
                                c.at()));
            }
            case ApproveAdvertiser c -> {
                new OnlyAPendingOrSuspendedAdvertiserCanBeApproved(status).verify();
                yield List.of(new AdvertiserApproved(c.advertiserId(), c.at()));
            }
            case RejectAdvertiser c -> {
                new OnlyAPendingAdvertiserCanBeRejected(status).verify();
                yield List.of(new AdvertiserRejected(c.advertiserId(), c.reason(), c.at()));
            }
            case ReapplyAdvertiser c -> {
                new OnlyARejectedAdvertiserCanReapply(status).verify();
                yield List.of(new AdvertiserReapplied(c.advertiserId(), c.at()));
            }
            case SuspendAdvertiser c -> {
                new OnlyAnApprovedAdvertiserCanBeSuspended(status).verify();
                yield List.of(new AdvertiserSuspended(c.advertiserId(), c.reason(), c.at()));
            }
        };
    }

    @EventSourcingHandler
    public void evolve(AdvertiserEvent event) {
        switch (event) {
            case AdvertiserRegistered e -> {
                id = AggregateIds.advertiser(e.advertiserId());
                status = AdvertiserStatus.PENDING;
            }
            case AdvertiserApproved e -> status = AdvertiserStatus.APPROVED;
            case AdvertiserRejected e -> status = AdvertiserStatus.REJECTED;
            case AdvertiserReapplied e -> status = AdvertiserStatus.PENDING;
            case AdvertiserSuspended e -> status = AdvertiserStatus.SUSPENDED;
        }
    }

    /**
     * @return {@code null} before it is registered
     */
    public @Nullable AdvertiserStatus status() {
        return status;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RegisterAdvertiser command) {
        execute(command);
    }

    @CommandHandler
    void handle(ApproveAdvertiser command) {
        execute(command);
    }

    @CommandHandler
    void handle(RejectAdvertiser command) {
        execute(command);
    }

    @CommandHandler
    void handle(ReapplyAdvertiser command) {
        execute(command);
    }

    @CommandHandler
    void handle(SuspendAdvertiser command) {
        execute(command);
    }

    private void execute(AdvertiserCommand command) {
        decide(command).forEach(AggregateLifecycle::apply);
    }
}
