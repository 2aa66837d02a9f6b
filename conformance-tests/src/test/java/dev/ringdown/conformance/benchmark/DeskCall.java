package dev.ringdown.conformance.benchmark;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A call that is measured, with other arguments each time.
 *
 * @param name  the call, as far as the first comma, and with which arguments
 * @param drawn a request; null where the desk has nothing left for one
 * @param uses  whether each call takes something that cannot be taken again
 */
record DeskCall(String name, Draw drawn, boolean uses) {

    interface Draw {
        DeskRequest from(SeededDesk desk);
    }

    /** The same for all kinds of arguments. */
    String call() {
        return name.split(",", 2)[0];
    }

    static List<DeskCall> all() {
        List<DeskCall> calls = new ArrayList<>();
        chats(calls);
        calls.add(of("GetMessages, first page", desk -> get(desk, "GetMessages", "ChatID", desk.sample().chat())));
        calls.add(of("GetMessages, first page of 100,000 messages", desk -> get(desk, "GetMessages", "ChatID", desk.sample().longest)));
        calls.add(of("GetMessages, any page of 100,000 messages", desk -> get(desk, "GetMessages", "ChatID", desk.sample().longest, "BeforeMessageID",
                desk.sample().messageOfLongest())));
        customers(calls);
        reports(calls);
        calls.add(new DeskCall("SendMessage", desk -> with(desk.sample().open(), chat -> DeskRequest.json("SendMessage", desk.manager(),
                "{\"ChatID\":" + chat + ",\"MessageText\":\"Your parcel has left our warehouse.\"}")), true));
        calls.add(new DeskCall("GrabChat", desk -> with(desk.sample().unassigned(), chat -> DeskRequest.post("GrabChat", desk.manager(), "ChatID", chat)),
                true));
        calls.add(new DeskCall("CloseChat", desk -> with(desk.sample().lastTimeOpen(), chat -> DeskRequest.post("CloseChat", desk.manager(), "ChatID", chat)),
                true));
        return calls;
    }

    private static void chats(List<DeskCall> calls) {
        calls.add(of("GetChats, Manager", desk -> get(desk, "GetChats")));
        calls.add(of("GetChats, agent of the largest department", desk -> DeskRequest.get("GetChats", desk.agentOfLargest())));
        calls.add(of("GetChats, agent of the smallest department", desk -> DeskRequest.get("GetChats", desk.agentOfSmallest())));
        calls.add(of("GetChats with messages, Manager", desk -> get(desk, "GetChats", "IncludeMessages", true)));
        calls.add(of("GetChats by state, unassigned", desk -> get(desk, "GetChats", "ChatStatusID", 1)));
        calls.add(of("GetChats by state, open", desk -> get(desk, "GetChats", "ChatStatusID", 2)));
        calls.add(of("GetChats by state, closed", desk -> get(desk, "GetChats", "ChatStatusID", 3)));
        calls.add(of("GetChats by state, closed, second page", desk -> get(desk, "GetChats", "ChatStatusID", 3, "BeforeLastMessageAt",
                desk.endOfFirstPage().lastMessageAt(), "BeforeChatID", desk.endOfFirstPage().chat())));
        calls.add(of("GetChats by state, closed, any page", desk -> {
            DeskSample.Place place = desk.sample().closed();
            return get(desk, "GetChats", "ChatStatusID", 3, "BeforeLastMessageAt", place.lastMessageAt(), "BeforeChatID", place.chat());
        }));
        calls.add(of("GetChats by state, closed, any page, agent of the smallest department", desk -> {
            DeskSample.Place place = desk.sample().closed();
            return DeskRequest.get("GetChats", desk.agentOfSmallest(), "ChatStatusID", 3, "BeforeLastMessageAt", place.lastMessageAt(), "BeforeChatID",
                    place.chat());
        }));
        calls.add(of("GetChats by department", desk -> get(desk, "GetChats", "DepartmentID", desk.sample().department())));
        calls.add(of("GetChats by agent", desk -> get(desk, "GetChats", "AgentID", desk.sample().agent())));
        calls.add(of("GetChats by customer, any", desk -> get(desk, "GetChats", "CustomerID", desk.sample().person().id())));
        calls.add(of("GetChats by customer, the one with the most chats", desk -> get(desk, "GetChats", "CustomerID", desk.sample().regular)));
        calls.add(of("GetChats by tag, the most frequent", desk -> get(desk, "GetChats", "TagID", desk.sample().tags.get(0))));
        calls.add(of("GetChats by tag, one of the middle", desk -> get(desk, "GetChats", "TagID", desk.sample().tags.get(desk.sample().tags.size() / 2))));
        calls.add(of("GetChats by tag, the rarest", desk -> get(desk, "GetChats", "TagID", desk.sample().tags.get(desk.sample().tags.size() - 1))));
        calls.add(of("GetChats by tag, the rarest, agent of the smallest department", desk -> DeskRequest.get("GetChats", desk.agentOfSmallest(), "TagID",
                desk.sample().tags.get(desk.sample().tags.size() - 1))));
        calls.add(of("GetChats by days, one", desk -> {
            LocalDate day = day(desk, 360);
            return get(desk, "GetChats", "FromDate", day, "ToDate", day);
        }));
        calls.add(of("GetChats by days, half a year", desk -> {
            LocalDate day = day(desk, 180);
            return get(desk, "GetChats", "FromDate", day.minusDays(180), "ToDate", day);
        }));
        calls.add(of("GetChats by days, one, of an agent", desk -> {
            LocalDate day = day(desk, 360);
            return get(desk, "GetChats", "FromDate", day, "ToDate", day, "AgentID", desk.sample().agent());
        }));
        calls.add(of("GetChats by update, the last minutes", desk -> get(desk, "GetChats", "UpdatedSince",
                desk.sample().lastUpdate.minusSeconds(1 + desk.sample().random(600)).truncatedTo(ChronoUnit.SECONDS))));
        calls.add(of("GetChats by update, the last days", desk -> get(desk, "GetChats", "UpdatedSince",
                desk.sample().lastUpdate.minusSeconds(86_400 + desk.sample().random(600_000)).truncatedTo(ChronoUnit.SECONDS))));
        calls.add(of("GetChats by ChatID", desk -> get(desk, "GetChats", "ChatID", desk.sample().chat())));
    }

    private static void customers(List<DeskCall> calls) {
        calls.add(of("SearchCustomer, whole name", desk -> search(desk, desk.sample().person().name())));
        calls.add(of("SearchCustomer, two letters", desk -> search(desk, firstLetters(desk.sample().person().name(), 2))));
        calls.add(of("SearchCustomer, four letters", desk -> search(desk, firstLetters(desk.sample().person().name(), 4))));
        calls.add(of("SearchCustomer, beginnings of two words", desk -> {
            String[] words = desk.sample().person().name().split(" ");
            return search(desk, firstLetters(words[0], 3) + ' ' + firstLetters(words[words.length - 1], 3));
        }));
        calls.add(of("SearchCustomer, number", desk -> search(desk, desk.sample().person().mobileNumber())));
        calls.add(of("SearchCustomer, last four digits", desk -> {
            String number = desk.sample().person().mobileNumber();
            return search(desk, number.substring(number.length() - 4));
        }));
        calls.add(of("SearchCustomer, e-mail address", desk -> search(desk, desk.sample().person().email())));
        calls.add(of("SearchCustomer, host of most addresses", desk -> search(desk, "example")));
        calls.add(of("SearchCustomer, nothing found", desk -> search(desk, "qxz" + desk.sample().random(1_000_000))));
        calls.add(of("GetCustomer, any", desk -> get(desk, "GetCustomer", "CustomerID", desk.sample().person().id())));
        calls.add(of("GetCustomer, the one with the most chats", desk -> get(desk, "GetCustomer", "CustomerID", desk.sample().regular)));
    }

    private static void reports(List<DeskCall> calls) {
        calls.add(of("GetLiveMetrics", desk -> get(desk, "GetLiveMetrics")));
        calls.add(of("GetDashboard, 30 days", desk -> span(desk, "GetDashboard", 30)));
        calls.add(of("GetDashboard, 12 months", desk -> span(desk, "GetDashboard", 360)));
        calls.add(of("GetDashboard, 30 days, a department", desk -> span(desk, "GetDashboard", 30, "DepartmentID", desk.sample().department())));
        for (int report = 1; report <= 5; report++) {
            int id = report;
            calls.add(of("GetReport " + id + ", a month", desk -> span(desk, "GetReport", 30, "ReportID", id)));
            calls.add(of("GetReport " + id + ", a year", desk -> span(desk, "GetReport", 360, "ReportID", id)));
        }
        calls.add(of("GetReport 2, a year, XLSX", desk -> span(desk, "GetReport", 360, "ReportID", 2, "FileFormat", "XLSX")));
        calls.add(of("GetReport 2, a year, PDF", desk -> span(desk, "GetReport", 360, "ReportID", 2, "FileFormat", "PDF")));
    }

    private static DeskCall of(String name, Draw drawn) {
        return new DeskCall(name, drawn, false);
    }

    private interface OfChat {
        DeskRequest request(long chat);
    }

    private static DeskRequest with(Long chat, OfChat call) {
        return chat == null ? null : call.request(chat);
    }

    private static DeskRequest get(SeededDesk desk, String operation, Object... parameters) {
        return DeskRequest.get(operation, desk.manager(), parameters);
    }

    private static DeskRequest search(SeededDesk desk, String text) {
        return get(desk, "SearchCustomer", "SearchText", text);
    }

    /** One of the last so many days before the last. */
    private static LocalDate day(SeededDesk desk, int days) {
        return LocalDate.ofInstant(last(desk), ZoneOffset.UTC).minusDays(desk.sample().random(days));
    }

    /** So many days that end within the last week. */
    private static DeskRequest span(SeededDesk desk, String operation, int days, Object... parameters) {
        LocalDate end = day(desk, 7);
        List<Object> all = new ArrayList<>(List.of("FromDate", end.minusDays(days - 1), "ToDate", end));
        all.addAll(List.of(parameters));
        return get(desk, operation, all.toArray());
    }

    private static Instant last(SeededDesk desk) {
        return desk.sample().lastUpdate;
    }

    private static String firstLetters(String text, int count) {
        String bare = text.replace(" ", "");
        return bare.length() < 2 ? text : bare.substring(0, Math.min(count, bare.length()));
    }
}
