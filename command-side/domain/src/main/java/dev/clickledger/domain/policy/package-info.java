/**
 * What one aggregate's decision means for another, in the same transaction. All of them lead from
 * Advertiser and Campaign to Balance, which alone decides charges: that is why an acknowledged
 * pause, suspension or budget cut binds the very next click.
 *
 * <p>Wiring, for whoever runs the domain on Axon:
 *
 * <ul>
 *   <li>One subscribing (never tracking) event processor calls {@link
 *       dev.clickledger.domain.policy.Policies#react} for every event and dispatches the command it
 *       returns at once, waiting for its result. Subscribers are called while the unit of work
 *       prepares its commit, and the command's own unit of work nests in it: one transaction. An
 *       exception of the command must reach the unit of work (a propagating error handler), so that
 *       the decision which led to it is rolled back with it.
 *   <li>{@link dev.clickledger.domain.campaign.Campaigns} and {@link
 *       dev.clickledger.domain.advertiser.Advertisers} load the aggregate from its repository in
 *       that same unit of work, which returns the very instance that has just decided. {@code
 *       Advertisers} is also a parameter of Campaign's command handlers.
 *   <li>Locks are taken in the order Campaign → Advertiser → Balance; nothing loads against it.
 * </ul>
 */
package dev.clickledger.domain.policy;
