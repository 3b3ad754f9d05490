/** Reports from the read tables, for admins and advertisers: lists are read page by page. */
package dev.clickledger.query.reports;
