/** Event store → Redis: what a lookup needs, and nothing else (rank lists, balances, budgets). */
package dev.clickledger.projections.live;
