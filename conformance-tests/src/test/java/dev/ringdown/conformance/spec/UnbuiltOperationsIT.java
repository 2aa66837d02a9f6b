package dev.ringdown.conformance.spec;

import dev.ringdown.conformance.operation.UnbuiltOperations;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each operation on the list of unbuilt ones answers 501 to one who may call it, with the error body of its API. */
class UnbuiltOperationsIT {

    @TestFactory
    Stream<DynamicTest> answers501() {
        return UnbuiltOperations.all().stream().map(operation -> DynamicTest.dynamicTest(operation.id(), () -> UnbuiltCall.expect501(operation)));
    }
}
