package dev.ringdown.desk.stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ringdown.api.agentchat.model.Chat;

import java.time.Instant;

/** The data of a {@code chat} event, as the contract has it: nothing is generated from schemas that no JSON answer has. */
record ChatEvent(@JsonProperty("EventID") long number, @JsonProperty("OccurredAt") Instant occurredAt, @JsonProperty("Chat") Chat chat) {
}
