/**
 * What the business decides, and nothing about how it is stored, sent or asked for. One package an
 * aggregate: its commands in the imperative, its rules as sentences (in {@code rules}), the
 * aggregate that decides. {@link dev.clickledger.domain.policy} holds what one aggregate's decision
 * means for another.
 *
 * <p>An aggregate has two sides. {@code decide(command)} is pure: it verifies the rules and returns
 * events. {@code evolve(event)} only assigns. Axon's annotated handlers are a thin skin around
 * both, so that a simulator or an audit can run the same decisions without Axon:
 *
 * <pre>{@code
 * var balance = new Balance();
 * balance.decide(command).forEach(balance::evolve);
 * }</pre>
 *
 * A refusal is a {@link dev.clickledger.domain.RuleViolation} of a named rule.
 */
package dev.clickledger.domain;
