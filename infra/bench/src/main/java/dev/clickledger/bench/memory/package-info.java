/** How many bytes a stored charge takes, with all indexes. */
package dev.clickledger.bench.memory;
