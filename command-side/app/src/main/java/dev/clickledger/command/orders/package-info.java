/** Commerce tells of orders and of their cancellation. */
package dev.clickledger.command.orders;
