package dev.clickledger.projections.publishing;

/**
 * A publisher's running number: it follows from the events alone, so a slice that is published
 * again carries the same ones.
 */
final class PublicationNumbers {

    private long last;

    PublicationNumbers(long last) {
        this.last = last;
    }

    long next() {
        return ++last;
    }

    long last() {
        return last;
    }
}
