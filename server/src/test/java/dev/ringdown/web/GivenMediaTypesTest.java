package dev.ringdown.web;

import io.micronaut.http.MediaType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class GivenMediaTypesTest {

    @ParameterizedTest
    @ValueSource(strings = {"image/jpeg", " image/jpeg ", "IMAGE/JPEG", "image/jpeg;q=1", "image/jpeg; a=b ; c=\"d;\\\" e\"", "image/jpeg;", "image/jpeg; ;"})
    void readsTheTypeWithoutParameters(String header) {
        assertEquals(Optional.of("image/jpeg"), GivenMediaTypes.contentType(header));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "image", "image/", "/jpeg", "image/jpeg/x", "image jpeg", "image/jpeg image/png", "image/jpeg, image/png",
        "image/jpeg; a", "image/jpeg; a=\"b", "image/jpeg; =b", "imäge/jpeg"})
    void refusesWhatIsNotWellFormed(String header) {
        assertEquals(Optional.empty(), GivenMediaTypes.contentType(header));
    }

    @Test
    void isNotHeldUpByLongHeaders() {
        assertEquals(Optional.empty(), GivenMediaTypes.contentType("image/jpeg; a=\"" + "\\x".repeat(8000)));
        assertEquals(Optional.empty(), GivenMediaTypes.contentType("image/jpeg" + " ;".repeat(8000) + "="));
    }

    @ParameterizedTest
    @CsvSource({
        "'', true",
        "image/jpeg, true",
        "IMAGE/JPEG, true",
        "image/*, true",
        "*/*, true",
        "image/png, false",
        "text/*, false",
        "image/jpegs, false",
        "application/json|image/*;q=0.1, true",
        "image/jpeg;q=0, false",
        "image/jpeg;q=0|*/*, false",
        "image/*;q=0|*/*, false",
        "image/*;q=0|image/jpeg, true",
        "*/*;q=0|image/*, true",
    })
    void theMostSpecificEntryDecides(String accept, boolean accepted) {
        List<MediaType> ranges = accept.isEmpty() ? List.of() : List.of(accept.split("\\|")).stream().map(MediaType::of).toList();
        assertEquals(accepted, GivenMediaTypes.accepts(ranges, "image/jpeg"));
    }

    @Test
    void thatHoldsInAnyOrder() {
        assertTrue(GivenMediaTypes.accepts(List.of(MediaType.of("image/jpeg"), MediaType.of("image/*;q=0")), "image/jpeg"));
    }
}
