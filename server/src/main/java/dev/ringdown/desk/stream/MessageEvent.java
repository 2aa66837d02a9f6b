package dev.ringdown.desk.stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ringdown.api.agentchat.model.Message;

import java.time.Instant;

/** The data of a {@code message} event, as the contract has it. */
record MessageEvent(@JsonProperty("EventID") long number, @JsonProperty("OccurredAt") Instant occurredAt, @JsonProperty("ChatID") long chatId,
                    @JsonProperty("Message") Message message) {
}
