package dev.ringdown.desk.report;

/**
 * A report as a file.
 *
 * @param name      made of the report's name and span
 * @param mediaType of its format
 */
public record ReportFile(String name, String mediaType, byte[] content) {
}
