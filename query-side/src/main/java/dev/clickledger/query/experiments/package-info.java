/** Price experiments: a share of the devices meets another price rule. */
package dev.clickledger.query.experiments;
