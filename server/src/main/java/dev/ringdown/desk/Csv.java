package dev.ringdown.desk;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.micronaut.core.annotation.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Comma-separated values as the contract has them: UTF-8, RFC 4180, and nothing that a spreadsheet would run. */
public final class Csv {

    private static final String FORMULA = "=+-@\t\r";

    private Csv() {
    }

    /** What the given work writes. */
    public static byte[] of(Consumer<CsvWriter> records) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(bytes, StandardCharsets.UTF_8);
        records.accept(csv);
        try {
            csv.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A spreadsheet takes it for a text, whoever has written it. */
    public static @Nullable String text(@Nullable String value) {
        return value == null || value.isEmpty() || FORMULA.indexOf(value.charAt(0)) < 0 ? value : "'" + value;
    }
}
