/**
 * Who competes for a page and what each may still spend: from the heap, which follows Redis, and
 * from the read tables while it cannot.
 */
package dev.clickledger.query.ranks;
