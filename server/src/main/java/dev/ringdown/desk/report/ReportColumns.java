package dev.ringdown.desk.report;

import dev.ringdown.api.agentchat.model.AgentReportRow;
import dev.ringdown.api.agentchat.model.DepartmentReportRow;
import dev.ringdown.api.agentchat.model.OutOfHoursReportRow;
import dev.ringdown.api.agentchat.model.ResponseTimeReportRow;
import dev.ringdown.api.agentchat.model.TagReportRow;
import dev.ringdown.desk.report.ReportTable.Column;

import java.util.List;

/** The columns of the reports: the properties of their rows, in the order of the contract. */
final class ReportColumns {

    static final List<Column<DepartmentReportRow>> OF_DEPARTMENTS = List.of(
            Column.number("DepartmentID", DepartmentReportRow::departmentID),
            Column.text("DepartmentName", DepartmentReportRow::departmentName),
            Column.number("TotalChats", DepartmentReportRow::totalChats),
            Column.number("NewCustomers", DepartmentReportRow::newCustomers),
            Column.number("ReturningCustomers", DepartmentReportRow::returningCustomers),
            Column.number("ClosedChats", DepartmentReportRow::closedChats),
            Column.number("AverageFirstResponseSeconds", DepartmentReportRow::averageFirstResponseSeconds),
            Column.number("AverageHandlingSeconds", DepartmentReportRow::averageHandlingSeconds));

    static final List<Column<AgentReportRow>> OF_AGENTS = List.of(
            Column.number("AgentID", AgentReportRow::agentID),
            Column.text("AgentName", AgentReportRow::agentName),
            Column.number("TotalChats", AgentReportRow::totalChats),
            Column.number("ClosedChats", AgentReportRow::closedChats),
            Column.number("AverageFirstResponseSeconds", AgentReportRow::averageFirstResponseSeconds),
            Column.number("AverageHandlingSeconds", AgentReportRow::averageHandlingSeconds));

    static final List<Column<TagReportRow>> OF_TAGS = List.of(
            Column.number("TagGroupID", TagReportRow::tagGroupID),
            Column.text("TagGroupName", TagReportRow::tagGroupName),
            Column.number("TagID", TagReportRow::tagID),
            Column.text("TagName", TagReportRow::tagName),
            Column.number("TotalChats", TagReportRow::totalChats));

    static final List<Column<ResponseTimeReportRow>> OF_RESPONSE_TIMES = List.of(
            Column.date("Date", ResponseTimeReportRow::date),
            Column.number("RespondedChats", ResponseTimeReportRow::respondedChats),
            Column.number("AverageFirstResponseSeconds", ResponseTimeReportRow::averageFirstResponseSeconds),
            Column.number("LongestFirstResponseSeconds", ResponseTimeReportRow::longestFirstResponseSeconds),
            Column.number("ClosedChats", ResponseTimeReportRow::closedChats),
            Column.number("AverageHandlingSeconds", ResponseTimeReportRow::averageHandlingSeconds));

    static final List<Column<OutOfHoursReportRow>> OF_CONTACTS = List.of(
            Column.date("Date", OutOfHoursReportRow::date),
            Column.number("TotalContacts", OutOfHoursReportRow::totalContacts),
            Column.number("OutsideWorkingHours", OutOfHoursReportRow::outsideWorkingHours),
            Column.number("NobodyOnline", OutOfHoursReportRow::nobodyOnline),
            Column.number("ConversationsEnded", OutOfHoursReportRow::conversationsEnded),
            Column.number("ChatsHeld", OutOfHoursReportRow::chatsHeld));

    private ReportColumns() {
    }
}
