package dev.clickledger.stream.quality;

/** A half-life of a place. */
public record PlaceEra(Place place, long era) {}
