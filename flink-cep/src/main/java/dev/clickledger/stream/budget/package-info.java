/** What campaigns are charged on a business day, told while the day runs and when it is over. */
package dev.clickledger.stream.budget;
