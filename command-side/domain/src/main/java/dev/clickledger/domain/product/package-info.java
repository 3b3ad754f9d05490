/** What commerce says of a product, beside what campaigns say of it: whether it can be bought. */
package dev.clickledger.domain.product;
