/**
 * The audit: re-derives everything from the stored events alone and compares it with what the
 * registers, the read tables and Redis hold; and shows auditors the events themselves. The folds
 * here are written apart from those of the domain and the projections on purpose: an audit that
 * shared their code would share their mistakes.
 */
package dev.clickledger.query.audit;
