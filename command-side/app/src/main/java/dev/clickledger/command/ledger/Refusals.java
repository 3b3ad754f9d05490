package dev.clickledger.command.ledger;

import dev.clickledger.domain.RuleViolation;
import dev.clickledger.domain.advertiser.rules.AnAdvertiserIsRegisteredOnce;
import dev.clickledger.domain.campaign.rules.ACampaignBelongsToARegisteredAdvertiser;
import dev.clickledger.domain.campaign.rules.ACampaignIsDraftedOnce;
import dev.clickledger.domain.order.rules.AnOrderIsCancelledFromItsOwnDevice;
import dev.clickledger.domain.order.rules.AnOrderIsPlacedOnce;
import dev.clickledger.eventstore.ForgottenClickException;
import dev.clickledger.http.ProblemException;
import dev.clickledger.http.ProblemTranslator;
import dev.clickledger.http.ProblemType;
import java.time.Duration;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What the refusals of a decision are to a caller over HTTP. */
@Component
class Refusals implements ProblemTranslator {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final Duration SOON = Duration.ofSeconds(1);

    @Override
    public @Nullable ProblemException translate(Exception exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException refused) {
                return refused;
            }
            if (cause instanceof RuleViolation violation) {
                return byRule(violation);
            }
            if (cause instanceof ForgottenClickException forgotten) {
                return ProblemException.of(
                        ProblemType.EXPIRED_TOKEN,
                        "ad_token",
                        "must be fresh: it is of " + forgotten.getMessage());
            }
            if (cause instanceof AggregateNotFoundException unknown) {
                return notFound(String.valueOf(unknown.getAggregateIdentifier()));
            }
        }
        if (Failures.isPassing(exception)) {
            LOG.warn("Not decided, the caller may try again: {}", exception.toString());
            return ProblemException.unavailable(
                    "The store is busy or away: try again. Whatever was decided already is not decided twice.",
                    SOON);
        }
        return null;
    }

    private static ProblemException byRule(RuleViolation violation) {
        String rule = violation.ruleName();
        String advice = String.valueOf(violation.getMessage());
        return switch (violation.rule()) {
            case AnAdvertiserIsRegisteredOnce known ->
                    ProblemException.ruled(
                            ProblemType.CONFLICT,
                            rule,
                            advice,
                            "advertiser_id",
                            "must be a new id");
            case ACampaignIsDraftedOnce known ->
                    ProblemException.ruled(
                            ProblemType.CONFLICT, rule, advice, "campaign_id", "must be a new id");
            case AnOrderIsPlacedOnce known ->
                    ProblemException.ruled(
                            ProblemType.CONFLICT, rule, advice, "order_id", "must be a new id");
            case ACampaignBelongsToARegisteredAdvertiser unknown ->
                    ProblemException.ruled(
                            ProblemType.NOT_FOUND,
                            rule,
                            advice,
                            "advertiser_id",
                            "must be the id of an existing advertiser");
            case AnOrderIsCancelledFromItsOwnDevice other ->
                    ProblemException.ruled(
                            ProblemType.OTHER_DEVICE,
                            rule,
                            advice,
                            "device_id",
                            "must be the device that ordered");
            default ->
                    switch (violation.kind()) {
                        case WRONG_STATE -> ProblemException.wrongState(rule, advice);
                        case REFUSED -> ProblemException.refused(rule, advice);
                    };
        };
    }

    /**
     * @param aggregateId e.g. {@code campaign/c-1}
     */
    private static ProblemException notFound(String aggregateId) {
        int slash = aggregateId.indexOf('/');
        String kind = aggregateId.substring(0, Math.max(0, slash));
        String thing = kind.equals("balance") ? "advertiser" : kind;
        return ProblemException.notFound(thing + "_id", thing, aggregateId.substring(slash + 1));
    }
}
