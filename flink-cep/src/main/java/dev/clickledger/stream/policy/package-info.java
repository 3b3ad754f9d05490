/** What the fraud policy says, and verdicts as it words them. */
package dev.clickledger.stream.policy;
