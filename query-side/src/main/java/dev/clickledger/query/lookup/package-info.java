/**
 * The ad lookup: which ads a page shows, what a click on each costs, and the signed token that
 * carries both to the click.
 */
package dev.clickledger.query.lookup;
