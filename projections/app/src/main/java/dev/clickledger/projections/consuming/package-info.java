/** How a topic is read: the life that all consumers of this application share. */
package dev.clickledger.projections.consuming;
