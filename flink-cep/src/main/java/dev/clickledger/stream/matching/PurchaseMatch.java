package dev.clickledger.stream.matching;

import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.intake.OrderedProduct;

/** A purchase and one click that it may be owed to. */
public record PurchaseMatch(OrderedProduct order, ChargedClick click) {}
