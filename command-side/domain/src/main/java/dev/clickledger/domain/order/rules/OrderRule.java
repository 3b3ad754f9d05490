package dev.clickledger.domain.order.rules;

import dev.clickledger.domain.Rule;

/** The rules of an order. */
public sealed interface OrderRule extends Rule
        permits AConversionIsWorthAtMostWhatWasOrdered,
                ALineHasAtLeastOnePieceAndNoNegativeRevenue,
                AnOrderHasOneToTwoHundredLines,
                AnOrderIsCancelledFromItsOwnDevice,
                AnOrderIsCancelledInAtMostTwoHundredSteps,
                AnOrderIsPlacedOnce,
                CannotCancelMoreThanIsLeftOfALine,
                LinesOfAnOrderAreDistinct,
                OnlyALineOfTheOrderCanBeCancelled,
                OnlyAProductOfTheOrderCanBeMatched {}
