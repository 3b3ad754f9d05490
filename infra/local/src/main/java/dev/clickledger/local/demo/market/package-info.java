/** The advertisers and campaigns of a demo: planned from its input, set up through the API. */
package dev.clickledger.local.demo.market;
