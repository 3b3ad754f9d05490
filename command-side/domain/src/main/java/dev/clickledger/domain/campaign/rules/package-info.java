/** What a campaign must never do: one record a rule, named as a sentence. */
package dev.clickledger.domain.campaign.rules;
