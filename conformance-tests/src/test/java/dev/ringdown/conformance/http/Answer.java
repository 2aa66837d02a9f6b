package dev.ringdown.conformance.http;

import dev.ringdown.conformance.operation.ContractOperation;

/** One answer that came over HTTP: which operation was called, by method and path, and with what status it was answered. */
public record Answer(ContractOperation operation, int status) {
}
