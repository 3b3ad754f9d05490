/** Query parameters read with clear refusals: every wrong one is named in one answer. */
package dev.clickledger.query.parameters;
