/**
 * {@code GET /v3/api-docs}: what both applications answer to, as an OpenAPI document that is
 * derived from the handlers and the records that they take and return.
 */
package dev.clickledger.http.document;
