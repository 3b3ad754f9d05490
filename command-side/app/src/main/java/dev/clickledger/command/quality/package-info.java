/** What the stream job found campaigns' quality to be becomes events of theirs. */
package dev.clickledger.command.quality;
