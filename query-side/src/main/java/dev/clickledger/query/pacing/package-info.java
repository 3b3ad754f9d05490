/**
 * What a campaign may still spend when clicks are on their way, and how fast it should: the money
 * side of who enters an auction. None of it decides a charge; that is the balance's alone.
 */
package dev.clickledger.query.pacing;
