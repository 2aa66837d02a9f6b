package dev.ringdown.conformance.company;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws places of a list, the first the most often (Zipf). */
final class Skew {

    private final double[] upTo;

    /** @param exponent 0: all as often; 1: the second half as often as the first, the third a third */
    Skew(int count, double exponent) {
        upTo = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Math.pow(i + 1, -exponent);
            upTo[i] = sum;
        }
    }

    int draw(SplittableRandom random) {
        int found = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
        return Math.min(found < 0 ? -found - 1 : found, upTo.length - 1);
    }
}
