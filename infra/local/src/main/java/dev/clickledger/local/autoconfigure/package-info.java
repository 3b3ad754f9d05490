/**
 * Keeps three Spring applications apart that share one class path: each sees only the
 * auto-configurations that its own module asks for.
 */
package dev.clickledger.local.autoconfigure;
