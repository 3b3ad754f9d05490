/** {@code ./clickledger rebuild}: a view from event 0, beside the one that is served. */
package dev.clickledger.local.rebuild;
