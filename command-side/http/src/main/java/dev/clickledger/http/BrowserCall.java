package dev.clickledger.http;

import org.springframework.http.HttpMethod;

/**
 * A call that the shop's pages make out of a browser, across origins. An application has a bean for
 * each; every other call is refused to pages by the browser itself.
 */
public record BrowserCall(HttpMethod method, String path) {}
