/** What holds for the whole: its architecture, the demo from end to end, a fresh clone. */
package dev.clickledger.checks;
