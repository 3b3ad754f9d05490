/** The public HTTP APIs, as an outsider calls them: over the wire, with JSON. */
package dev.clickledger.local.demo.api;
