/**
 * What both HTTP applications share: RFC 9457 problems, strict JSON, the clock of a request, its
 * caller, and the limit of a body. An application imports {@link
 * dev.clickledger.http.HttpConfiguration}.
 */
package dev.clickledger.http;
