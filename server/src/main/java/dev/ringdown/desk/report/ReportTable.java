package dev.ringdown.desk.report;

import io.micronaut.core.annotation.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;

/**
 * What a report says, once for all its forms: JSON shows the rows, files show the columns of the rows.
 *
 * @param rows as in JSON
 */
record ReportTable<R>(List<Column<R>> columns, List<R> rows) {

    enum Type {
        TEXT, NUMBER, DATE
    }

    /**
     * @param name of the property of the row
     */
    record Column<R>(String name, Type type, Function<R, Object> value) {

        static <R> Column<R> text(String name, Function<R, String> value) {
            return new Column<>(name, Type.TEXT, value::apply);
        }

        static <R> Column<R> number(String name, Function<R, Long> value) {
            return new Column<>(name, Type.NUMBER, value::apply);
        }

        static <R> Column<R> date(String name, Function<R, LocalDate> value) {
            return new Column<>(name, Type.DATE, value::apply);
        }

        /** A {@link String}, {@link Long} or {@link LocalDate}; null where it is left out. */
        @Nullable Object of(R row) {
            return value.apply(row);
        }
    }
}
