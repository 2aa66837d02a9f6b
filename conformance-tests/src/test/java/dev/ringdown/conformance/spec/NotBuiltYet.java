package dev.ringdown.conformance.spec;

/** For test-spec methods of operations that are not built, in a class some of whose operations are. */
public final class NotBuiltYet {

    private NotBuiltYet() {
    }

    /**
     * The body of such a method. It is not run while the operation is on the list of unbuilt ones: {@link TestSpecStatus} shows 501
     * instead. So it fails exactly when the operation has been built and its test has not.
     */
    public static void unbuilt() {
        throw new AssertionError("The operation is no longer on the list of unbuilt ones: write this test");
    }
}
