package dev.clickledger.domain;

/**
 * An expected refusal: a rule does not hold. Nothing was decided. Every other exception from an
 * aggregate is a bug or an outage.
 */
public final class RuleViolation extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Rule rule;

    public RuleViolation(Rule rule) {
        // No stack trace: it is an answer, not a failure, and refusals may come in floods.
        super(rule.advice(), null, false, false);
        this.rule = rule;
    }

    public Rule rule() {
        return rule;
    }

    public Rule.Kind kind() {
        return rule.kind();
    }

    public String ruleName() {
        return rule.name();
    }
}
