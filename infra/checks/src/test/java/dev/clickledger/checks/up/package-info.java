/** {@code up} as a person runs it: a process of its own, started, stopped, killed. */
package dev.clickledger.checks.up;
