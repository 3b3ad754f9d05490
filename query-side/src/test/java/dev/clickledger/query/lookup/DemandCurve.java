package dev.clickledger.query.lookup;

/** When in a day shoppers come. */
enum DemandCurve {
    /** A hump at lunch, a higher one in the evening, hardly anybody before dawn. */
    LUNCH_AND_EVENING(12.5, 1.0, 21, 2.0, 0.08),
    /** Commuters. */
    MORNING_AND_EVENING(8, 2.5, 19, 1.2, 0.05),
    /** Night owls: most of it in the last hours. */
    LATE(14, 0.4, 23, 3.0, 0.03);

    private static final int STEPS = 96 * 4;
    private static final double WIDTH_HOURS = 1.7;

    private final double[] through = new double[STEPS + 1];

    DemandCurve(double firstHour, double first, double secondHour, double second, double always) {
        for (int i = 0; i < STEPS; i++) {
            double hour = 24.0 * (i + 0.5) / STEPS;
            through[i + 1] =
                    through[i]
                            + always
                            + first * hump(hour - firstHour)
                            + second * hump(hour - secondHour);
        }
        for (int i = 0; i <= STEPS; i++) {
            through[i] /= through[STEPS];
        }
    }

    private static double hump(double hours) {
        return Math.exp(-hours * hours / (2 * WIDTH_HOURS * WIDTH_HOURS));
    }

    /** The part of the day's shoppers that come through that time. */
    double partThrough(long millisOfDay) {
        double step = millisOfDay / 86_400_000.0 * STEPS;
        int whole = (int) Math.min(step, STEPS - 1);
        return through[whole] + (through[whole + 1] - through[whole]) * (step - whole);
    }

    /** The time through which that part of the day's shoppers come. */
    long millisThrough(double part) {
        int step = 0;
        while (through[step + 1] < part) {
            step++;
        }
        double into = (part - through[step]) / (through[step + 1] - through[step]);
        return (long) ((step + into) / STEPS * 86_400_000);
    }
}
