package org.bitsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.bitsweep.SharedSpark;
import org.junit.jupiter.api.Test;

class SessionsTest {
    /** Spark ends the application otherwise when a laptop wakes up: its one executor did not report for too long. */
    @Test
    void aLocalSessionOutlastsAMonthOfSleep() {
        long seconds = SharedSpark.session().sparkContext().getConf().getTimeAsSeconds("spark.network.timeout", "120s");

        assertThat(Duration.ofSeconds(seconds)).isGreaterThan(Duration.ofDays(30));
    }
}
