package dev.ringdown.conformance.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void percentilesAreTimesThatWereMeasured() {
        Latencies latencies = of(1, 1000);
        assertThat(latencies.percentileMillis(50)).isEqualTo(500);
        assertThat(latencies.percentileMillis(99)).isEqualTo(990);
        assertThat(latencies.percentileMillis(99.9)).isEqualTo(999);
        assertThat(latencies.maxMillis()).isEqualTo(1000);
    }

    @Test
    void aHundredTimesHaveOneAboveTheirNinetyNinth() {
        assertThat(of(1, 100).percentileMillis(99)).isEqualTo(99);
        assertThat(of(1, 101).percentileMillis(99)).isEqualTo(100);
    }

    @Test
    void ofASingleTimeAllPercentilesAreThatTime() {
        Latencies one = of(7, 7);
        assertThat(one.percentileMillis(0.001)).isEqualTo(7);
        assertThat(one.percentileMillis(50)).isEqualTo(7);
        assertThat(one.maxMillis()).isEqualTo(7);
    }

    @Test
    void ofNoTimeThereIsNoPercentile() {
        assertThat(new Latencies().percentileMillis(50)).isNaN();
    }

    @Test
    void whatIsAddedAfterALookCounts() {
        Latencies latencies = of(1, 10);
        assertThat(latencies.maxMillis()).isEqualTo(10);
        latencies.add(-3_000_000);
        latencies.addAll(of(11, 12));
        assertThat(latencies.count()).isEqualTo(13);
        assertThat(latencies.percentileMillis(1)).isEqualTo(-3);
        assertThat(latencies.maxMillis()).isEqualTo(12);
    }

    /** These milliseconds, both ends included, in no order. */
    private static Latencies of(long first, long last) {
        List<Long> millis = LongStream.rangeClosed(first, last).boxed().collect(Collectors.toList());
        Collections.shuffle(millis);
        var latencies = new Latencies();
        millis.forEach(time -> latencies.add(time * 1_000_000));
        return latencies;
    }
}
