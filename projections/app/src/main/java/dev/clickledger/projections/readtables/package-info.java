/** Event store → the read tables of schema {@code views}. */
package dev.clickledger.projections.readtables;
