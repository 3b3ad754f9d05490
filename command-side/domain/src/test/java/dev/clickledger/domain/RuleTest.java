package dev.clickledger.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clickledger.contracts.events.AdvertiserSpending;
import dev.clickledger.domain.advertiser.rules.AdvertiserRule;
import dev.clickledger.domain.balance.rules.BalanceRule;
import dev.clickledger.domain.balance.rules.CannotTopUpARejectedAdvertiser;
import dev.clickledger.domain.campaign.rules.CampaignRule;
import dev.clickledger.domain.order.rules.OrderRule;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RuleTest {

    @Test
    void isNamedAfterItsSentence() {
        assertThat(new CannotTopUpARejectedAdvertiser(AdvertiserSpending.REJECTED).name())
                .isEqualTo("cannot-top-up-a-rejected-advertiser");
    }

    @Test
    void throwsAViolationThatTellsTheCallerWhatToDo() {
        var rule = new CannotTopUpARejectedAdvertiser(AdvertiserSpending.REJECTED);

        RuleViolation violation = catchThrowableOfType(RuleViolation.class, rule::verify);

        assertThat(violation.rule()).isEqualTo(rule);
        assertThat(violation.ruleName()).isEqualTo(rule.name());
        assertThat(violation.kind()).isEqualTo(Rule.Kind.REFUSED);
        assertThat(violation).hasMessageContaining("must re-apply");
    }

    @Test
    void isSilentWhenItHolds() {
        assertThatCode(new CannotTopUpARejectedAdvertiser(AdvertiserSpending.ALLOWED)::verify)
                .doesNotThrowAnyException();
    }

    @Test
    void hasANameOfItsOwnInAllTheDomain() {
        assertThat(
                        Stream.of(
                                        AdvertiserRule.class,
                                        CampaignRule.class,
                                        BalanceRule.class,
                                        OrderRule.class)
                                .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
                                .map(Class::getSimpleName))
                .doesNotHaveDuplicates();
    }
}
