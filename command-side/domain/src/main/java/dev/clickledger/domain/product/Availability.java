package dev.clickledger.domain.product;

import java.time.Instant;

/**
 * Whether a product can be bought.
 *
 * @param changedAt since when it is so, as far as commerce has said
 */
public record Availability(boolean available, Instant changedAt) {}
