/**
 * The topics and their payloads. Ids and enums are plain text here: a record from a topic is what
 * somebody sent, and its consumer checks it. Fields may be added, none dropped or renamed. Times
 * are ISO-8601 UTC, amounts whole won.
 */
package dev.clickledger.contracts.topics;
