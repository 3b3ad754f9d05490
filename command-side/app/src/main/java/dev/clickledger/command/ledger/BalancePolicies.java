package dev.clickledger.command.ledger;

import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.domain.balance.BalanceCommand;
import dev.clickledger.domain.campaign.Campaigns;
import dev.clickledger.domain.policy.Policies;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.eventhandling.EventMessage;

/**
 * Carries what an advertiser or campaign decided to the balance, in the same transaction: a pause
 * that was answered binds the very next click.
 */
final class BalancePolicies {

    private final Policies policies;
    private final CommandBus commands;

    BalancePolicies(Campaigns campaigns, CommandBus commands) {
        this.policies = new Policies(campaigns);
        this.commands = commands;
    }

    /** Called while the deciding unit of work prepares its commit: what it throws undoes all. */
    void on(EventMessage<?> message) {
        BalanceCommand reaction = policies.react((DomainEvent) message.getPayload());
        if (reaction != null) {
            Ledger.dispatch(commands, reaction);
        }
    }
}
