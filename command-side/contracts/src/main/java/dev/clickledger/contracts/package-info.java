/**
 * What crosses a boundary: ids, {@link dev.clickledger.contracts.money.Money}, events, topic
 * payloads and the ad token. Other parts, and stored events years from now, rely on these shapes: a
 * change here is a new revision, never an edit.
 */
package dev.clickledger.contracts;
