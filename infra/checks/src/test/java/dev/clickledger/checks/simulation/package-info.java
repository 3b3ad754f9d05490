/**
 * The charge core, run through failures that no test with real servers can time: two command nodes
 * on one store, on one thread, from one seed. Whatever a run does can be done again by its seed.
 *
 * <p><b>Real</b> is what decides: {@link dev.clickledger.command.ledger.LedgerCore} with Axon,
 * aggregates, policies, memory and retries; {@link dev.clickledger.command.charge.ClickCharger}
 * with its mailboxes, batches, breaker and splitting, its batches committed by hand; the handler of
 * compensations; what projections make of events.
 *
 * <p><b>Simulated</b> is what these stand on: the store and its transactions ({@link
 * dev.clickledger.checks.simulation.SimulatedStore}), clocks, the topic of verdicts, Redis, and who
 * calls. Ports fail by chance at every call: the node crashes before or after a commit, the answer
 * is lost, connections break, deadlocks are found, another node does something in the middle.
 *
 * <p>At the end nothing fails any more, all that waits is decided, and the books are kept again
 * from the first event on ({@link dev.clickledger.checks.simulation.Books}). That the checks can
 * fail is proven by taking each {@link dev.clickledger.checks.simulation.Guard} away.
 *
 * <p>Not here: SQL, threads, HTTP, tokens and their age, Idempotency-Keys, the stream job. Tests
 * with real parts have those.
 */
package dev.clickledger.checks.simulation;
