/** The snippet that fills a page's slots with ads, reports what is seen and sends the clicks. */
package dev.clickledger.query.script;
