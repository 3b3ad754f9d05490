/** What an advertiser must never do: one record a rule, named as a sentence. */
package dev.clickledger.domain.advertiser.rules;
