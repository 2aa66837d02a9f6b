package dev.ringdown.desk.stream;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The data of a {@code reset} event, as the contract has it. */
record ResetEvent(@JsonProperty("EventID") long number) {
}
