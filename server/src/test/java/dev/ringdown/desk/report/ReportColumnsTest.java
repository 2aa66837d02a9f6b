package dev.ringdown.desk.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ringdown.api.agentchat.model.AgentReportRow;
import dev.ringdown.api.agentchat.model.DepartmentReportRow;
import dev.ringdown.api.agentchat.model.OutOfHoursReportRow;
import dev.ringdown.api.agentchat.model.ResponseTimeReportRow;
import dev.ringdown.api.agentchat.model.TagReportRow;
import dev.ringdown.desk.report.ReportTable.Column;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files have all properties of the rows as columns, in the order of the contract, each with its own value. */
class ReportColumnsTest {

    @Test
    void columnsAreThePropertiesOfTheContract() throws ReflectiveOperationException {
        assertColumns(DepartmentReportRow.class, ReportColumns.OF_DEPARTMENTS);
        assertColumns(AgentReportRow.class, ReportColumns.OF_AGENTS);
        assertColumns(TagReportRow.class, ReportColumns.OF_TAGS);
        assertColumns(ResponseTimeReportRow.class, ReportColumns.OF_RESPONSE_TIMES);
        assertColumns(OutOfHoursReportRow.class, ReportColumns.OF_CONTACTS);
    }

    private static <R> void assertColumns(Class<R> row, List<Column<R>> columns) throws ReflectiveOperationException {
        RecordComponent[] components = row.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = components[i].getType() == String.class ? "text " + i : components[i].getType() == LocalDate.class ? LocalDate.EPOCH.plusDays(i)
                    : Long.valueOf(i);
        }
        R filled = row.cast(row.getDeclaredConstructors()[0].newInstance(values));
        assertEquals(Arrays.stream(components).map(component -> component.getAccessor().getAnnotation(JsonProperty.class).value()).toList(),
                columns.stream().map(Column::name).toList());
        assertEquals(Arrays.asList(values), columns.stream().map(column -> column.of(filled)).toList());
    }
}
