package dev.ringdown.hub.asset;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class UploadPlacesTest {

    private final UploadPlaces places = new UploadPlaces();

    @Test
    void oneApplicationGetsHalf() {
        UUID one = UUID.randomUUID();
        List<UploadPlaces.Place> taken = take(one, UploadPlaces.PER_APPLICATION);
        UploadsBusyException refused = assertThrows(UploadsBusyException.class, () -> places.take(one));
        assertEquals("503-101", refused.body().code());
        assertDoesNotThrow(() -> places.take(UUID.randomUUID()));
        taken.get(0).close();
        places.take(one);
        assertThrows(UploadsBusyException.class, () -> places.take(one));
    }

    @Test
    void allTogetherGetNoMoreThanThereAre() {
        List<UploadPlaces.Place> taken = new ArrayList<>();
        for (int i = 0; i < UploadPlaces.ALTOGETHER; i++) {
            taken.add(places.take(UUID.randomUUID()));
        }
        assertThrows(UploadsBusyException.class, () -> places.take(UUID.randomUUID()));
        taken.forEach(UploadPlaces.Place::close);
        UUID one = UUID.randomUUID();
        take(one, UploadPlaces.PER_APPLICATION);
        take(UUID.randomUUID(), UploadPlaces.PER_APPLICATION);
    }

    private List<UploadPlaces.Place> take(UUID application, int count) {
        List<UploadPlaces.Place> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(places.take(application));
        }
        return taken;
    }
}
