package dev.clickledger.readmodel.tables;

/** How many, and how much together in whole won. */
public interface CountAndAmount {

    long getCount();

    long getAmount();
}
