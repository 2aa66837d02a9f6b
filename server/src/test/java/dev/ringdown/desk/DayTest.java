package dev.ringdown.desk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.ringdown.desk.day.Customer;
import dev.ringdown.desk.day.Instance;
import dev.ringdown.desk.day.Line;
import dev.ringdown.desk.day.Seat;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A Monday at a company that sells and mends camping gear, as its customers, its agents, its bot and its Manager see it. Its shop can be written to
 * while somebody is there, and asks what it is about; its service takes what comes at any time, and a robot answers first.
 */
class DayTest {

    private static final String OUT_OF_HOURS = "We are here on weekdays, 8:00 to 12:30 and 13:30 to 17:00.";
    private static final String WAIT = "Nobody is here now. We will answer as soon as somebody is.";
    private static final String MENU = "1. Buying\n2. Repairs";
    private static final String WELCOME = "Welcome to Karoo Outfitters!\n\n" + MENU;
    private static final String UNKNOWN = "Please answer with one of the numbers.\n\n" + MENU;
    private static final String SALES_BACK = "Good to see you again. Sales is with you soon.";
    private static final String SUPPORT_NEW = "Support is with you soon. We keep your number to answer you.";
    private static final String SUPPORT_BACK = "Support here again.";
    private static final String GENERAL_NEW = "Somebody will find out who can help you.";
    private static final String GOODBYE = "Thank you for writing to us.";
    private static final String ROBOT = "I am a robot. Ask for a person if you like.";
    private static final String ESCALATED = "[conversation.state escalated]";
    private static final String END = "[conversation.end]";
    private static final byte[] NOTE = "Serial number 4711".getBytes(StandardCharsets.UTF_8);

    private static final long GENERAL = 1;
    private static final int ONBREAK = 3;
    private static final int ONLINE = 4;
    private static final int UNASSIGNED = 1;
    private static final int OPEN = 2;
    private static final int CLOSED = 3;

    private final Instance instance = new Instance(ZoneId.of("Africa/Johannesburg"), "07:00");
    private final Seat manager = instance.manager();

    private long sales;
    private long support;
    private long urgent;
    private Line shop;
    private Line service;
    private Seat sipho;
    private Seat lerato;
    private Seat zanele;
    private Customer amina;
    private Customer aminaAtService;
    private Customer bongani;
    private Customer carla;
    private Customer dumi;
    private Customer emma;
    private Customer fikile;
    private Customer gugu;
    private Customer hana;
    private long stove;
    private long tents;
    private long carlasQuestion;
    private long dumisQuestion;
    private long gas;
    private long opening;
    private long stoveAgain;
    private long leak;

    @AfterEach
    void stop() {
        instance.close();
    }

    @Test
    void aDay() {
        theManagerSetsTheCompanyUp();
        beforeOpening();
        opening();
        theMorning();
        lunch();
        theAfternoon();
        theEvening();
        lookingBack();
    }

    private void theManagerSetsTheCompanyUp() {
        manager.does("UpdateSettings", Map.of("Settings", List.of(Map.of("CompanyName", "Karoo Outfitters", "TimeZone", "Africa/Johannesburg",
                "WelcomeMessage", "Welcome to Karoo Outfitters!", "OutOfHoursMessage", OUT_OF_HOURS, "UnknownOptionMessage",
                "Please answer with one of the numbers.", "ChatClosedMessage", GOODBYE))));
        manager.does("UpdateWorkingHours", Map.of("WorkingHours", IntStream.rangeClosed(1, 5).boxed().flatMap(day -> Stream.of(
                Map.of("Day", day, "Open", true, "StartTime", "08:00", "EndTime", "12:30"),
                Map.of("Day", day, "Open", true, "StartTime", "13:30", "EndTime", "17:00"))).toList()));
        long topics = manager.does("CreateTagGroup", Map.of("TagGroupName", "Topics")).get("TagGroupID").asLong();
        long lead = tag(topics, "lead");
        long repair = tag(topics, "repair");
        urgent = tag(topics, "urgent");
        manager.does("UpdateDepartment", Map.of("DepartmentID", GENERAL, "IncludeInWelcomeMenu", false, "NewCustomerMessage", GENERAL_NEW));
        sales = manager.does("CreateDepartment", Map.of("DepartmentName", "Sales", "IncludeInWelcomeMenu", true, "WelcomeMenuName", "Buying",
                "WelcomeMenuOption", 1, "NewCustomerMessage", "Sales is with you soon.", "ReturningCustomerMessage", SALES_BACK,
                "TagIDs", List.of(lead))).get("DepartmentID").asLong();
        support = manager.does("CreateDepartment", Map.of("DepartmentName", "Support", "IncludeInWelcomeMenu", true, "WelcomeMenuName", "Repairs",
                "WelcomeMenuOption", 2, "NewCustomerMessage", SUPPORT_NEW, "ReturningCustomerMessage", SUPPORT_BACK,
                "TagIDs", List.of(repair))).get("DepartmentID").asLong();
        manager.does("CreateCannedResponse", Map.of("CannedResponseName", "Gas", "CannedResponseText", "Please shut the gas off and open a window."));
        shop = instance.line(new Line.Plan("shop", 0, "off_hours", WAIT, null));
        service = instance.line(new Line.Plan("service", support, "retain_and_retry", WAIT, DayTest::robot));
        amina = shop.customer("Amina", "+27821110001");
        aminaAtService = service.customer("Amina", "+27821110001");
        bongani = service.customer("Bongani", "+27821110002");
        carla = shop.customer("Carla", "+27821110003");
        dumi = shop.customer("Dumi", "+27821110004");
        emma = shop.customer("Emma", "+27821110005");
        fikile = service.customer("Fikile", "+27821110006");
        gugu = service.customer("Gugu", "+27821110007");
        hana = shop.customer("Hana", "+27821110008");
    }

    private long tag(long group, String name) {
        return manager.does("CreateTag", Map.of("TagGroupID", group, "TagName", name)).get("TagID").asLong();
    }

    private static void robot(String text, Line.BotsTurn turn) {
        if (text.contains("person")) {
            turn.handsOver();
        } else {
            turn.says(text.contains("open") ? OUT_OF_HOURS : ROBOT);
        }
    }

    private void beforeOpening() {
        instance.clockShows("07:30");
        amina.writes("Do you sell tents?");
        amina.reads(OUT_OF_HOURS, END);

        bongani.writes("My stove is broken");
        bongani.reads(ROBOT);
        bongani.writes("A person, please");
        bongani.reads(WAIT, ESCALATED);
        bongani.writes("It leaks gas");
        stove = manager.waiting(bongani);
        assertEquals(1, manager.asks("GetChats").get("TotalCount").asInt(), "nobody who was sent away has a chat");

        instance.clockShows("07:50");
        Seat.Newcomer newSipho = manager.hires("Sipho", sales);
        Seat.Newcomer newLerato = manager.hires("Lerato", sales);
        Seat.Newcomer newZanele = manager.hires("Zanele", support, GENERAL);
        sipho = manager.logsOn(newSipho);
        lerato = manager.logsOn(newLerato);
        zanele = manager.logsOn(newZanele);
        zanele.listens();
        assertEquals(0, sipho.asks("KeepAlive").get("UnassignedChats").asInt());
        assertEquals(1, zanele.asks("KeepAlive").get("UnassignedChats").asInt());
        bongani.hasReadAll();
    }

    private void opening() {
        instance.clockShows("08:00");
        bongani.reads(SUPPORT_NEW);
        zanele.grabs(stove);
        bongani.reads("[agent.join Zanele]");
        assertEquals(List.of("Bongani: My stove is broken", "Robot: " + ROBOT, "Bongani: A person, please", "System: " + WAIT,
                "Bongani: It leaks gas", "System: " + SUPPORT_NEW), zanele.reads(stove));
        assertEquals(List.of("repair"), zanele.tags(stove));

        String gasText = zanele.asks("GetCannedResponses").at("/CannedResponses/0/CannedResponseText").asText();
        zanele.says(stove, gasText);
        zanele.sendsFile(stove, "This is where", "valve.txt", "Left of the burner");
        bongani.reads("Please shut the gas off and open a window.", "This is where", "[valve.txt: Left of the burner]");
        bongani.sendsFile("note.txt", "text/plain", NOTE);
        assertArrayEquals(NOTE, zanele.downloadsLatestFile(stove));
    }

    private void theMorning() {
        instance.clockShows("08:30");
        amina.writes("Do you sell tents?");
        amina.reads(WELCOME);
        amina.writes("Tents");
        amina.reads(UNKNOWN);
        amina.writes("1.");
        amina.reads(SALES_BACK);
        tents = sipho.waiting(amina);
        sipho.grabs(tents);
        sipho.says(tents, "Yes, three kinds");
        amina.reads("[agent.join Sipho]", "Yes, three kinds");
        sipho.does("AddTag", Map.of("ChatID", tents, "TagID", urgent));
        sipho.does("AddComment", Map.of("CustomerID", customerOf(tents), "Comment", "Needs it on Friday"));
        sipho.does("TransferChatToAgent", "ChatID", tents, "AgentID", lerato.id());
        lerato.says(tents, "For how many?");
        amina.reads("[agent.transfer Sipho]", "[agent.join Lerato]", "For how many?");
        amina.writes("=4");
        assertEquals(List.of("lead", "urgent"), lerato.tags(tents));
        lerato.does("TransferChatToDepartment", "ChatID", tents, "DepartmentID", support);
        assertEquals(0, lerato.asks("GetChats", "ChatID", tents).get("TotalCount").asInt(), "the chat has left Lerato's department");
        assertEquals(List.of("lead", "repair", "urgent"), zanele.tags(tents));
        zanele.grabs(tents);
        amina.reads("[queue.transfer Lerato]", "[agent.join Zanele]");

        instance.clockShows("09:00");
        carla.writes("Hello");
        carla.reads(WELCOME);
        dumi.writes("Hello");
        dumi.reads(WELCOME);
        dumi.writes("9");
        dumi.reads(UNKNOWN);
        dumi.writes("I want to complain");
        dumi.reads(GENERAL_NEW);
        carla.hasReadAll();
        instance.clockShows("09:03");
        carla.reads(GENERAL_NEW);
        carlasQuestion = manager.waiting(carla);
        manager.does("AssignChat", "ChatID", carlasQuestion, "AgentID", zanele.id());
        carla.reads("[agent.join Zanele]");
        dumisQuestion = manager.waiting(dumi);
        manager.grabs(dumisQuestion);
        manager.says(dumisQuestion, "I am sorry");
        dumi.reads("[agent.join Manager]", "I am sorry");
    }

    private void lunch() {
        instance.clockShows("12:30");
        zanele.does("UpdateAgent", Map.of("AgentID", zanele.id(), "StatusID", ONBREAK));
        emma.writes("Can you mend a zip?");
        emma.reads(OUT_OF_HOURS, END);
        fikile.writes("Do you fill gas bottles?");
        fikile.reads(ROBOT);
        fikile.writes("Is there a person?");
        fikile.reads(WAIT, ESCALATED);
        bongani.writes("It is shut");
        zanele.says(stove, "Well done");
        bongani.reads("Well done");

        instance.clockShows("13:30");
        emma.writes("Can you mend a zip?");
        emma.reads(WELCOME);
        emma.writes("(2)");
        emma.reads(OUT_OF_HOURS, END);
        fikile.writes("Hello?");
        fikile.hasReadAll();
        zanele.does("UpdateAgent", Map.of("AgentID", zanele.id(), "StatusID", ONLINE));
        fikile.reads(SUPPORT_NEW);
        gas = zanele.waiting(fikile);
        zanele.grabs(gas);
        zanele.says(gas, "We do");
        fikile.reads("[agent.join Zanele]", "We do");
        assertEquals(List.of("Fikile: Do you fill gas bottles?", "Robot: " + ROBOT, "Fikile: Is there a person?", "System: " + WAIT, "Fikile: Hello?",
                "System: " + SUPPORT_NEW, "Zanele: We do"), zanele.reads(gas));
    }

    private void theAfternoon() {
        instance.clockShows("14:00");
        gugu.writes("When are you open?");
        gugu.reads(OUT_OF_HOURS);
        gugu.leaves();
        opening = zanele.closed(gugu);
        assertEquals(List.of("Gugu: When are you open?", "Robot: " + OUT_OF_HOURS), zanele.reads(opening));

        zanele.closes(stove);
        bongani.reads(GOODBYE, END);
        instance.clockShows("15:00");
        bongani.writes("It leaks again");
        bongani.reads(ROBOT);
        bongani.writes("A person, please");
        bongani.reads(SUPPORT_BACK, ESCALATED);
        stoveAgain = zanele.waiting(bongani);
        assertNotEquals(stove, stoveAgain);
        assertEquals(customerOf(stove), customerOf(stoveAgain));
        zanele.grabs(stoveAgain);
        bongani.reads("[agent.join Zanele]");

        aminaAtService.writes("My tent leaks");
        aminaAtService.reads(ROBOT);
        aminaAtService.writes("Give me a person");
        aminaAtService.reads(SUPPORT_BACK, ESCALATED);
        leak = zanele.waiting(aminaAtService);
        assertEquals(customerOf(tents), customerOf(leak));
        zanele.grabs(leak);
        zanele.says(leak, "Bring it in");
        aminaAtService.reads("[agent.join Zanele]", "Bring it in");
        zanele.isRefused("SeveralActiveChats", "AddComment", Map.of("CustomerID", customerOf(tents), "Comment", "In which of both?"));

        instance.clockShows("16:00");
        carla.forgetsTheConversation();
        carla.writes("Is somebody there?");
        carla.reads(END);
        zanele.says(carlasQuestion, "I am");
        carla.reads("I am");
        assertEquals(List.of("Carla: Hello", "System: " + WELCOME, "System: " + GENERAL_NEW, "Carla: Is somebody there?", "Zanele: I am"),
                zanele.reads(carlasQuestion));
    }

    private void theEvening() {
        instance.clockShows("16:50");
        zanele.isRefusedToLogOff();
        for (long chat : new long[]{tents, carlasQuestion, gas, stoveAgain, leak}) {
            zanele.closes(chat);
        }
        manager.closes(dumisQuestion);
        for (Customer customer : List.of(amina, aminaAtService, bongani, carla, dumi, fikile)) {
            customer.reads(GOODBYE, END);
        }
        instance.clockShows("17:00");
        hana.writes("Are you still there?");
        hana.reads(OUT_OF_HOURS, END);
        zanele.hears(stove, OPEN, CLOSED);
        zanele.hears(leak, UNASSIGNED, OPEN, CLOSED);
        for (Seat agent : List.of(sipho, lerato, zanele)) {
            agent.logsOff();
        }
    }

    private void lookingBack() {
        JsonNode lists = manager.asks("GetChats");
        assertEquals(List.of(0, 0), List.of(lists.get("UnassignedChats").size(), lists.get("OpenChats").size()));
        assertEquals(List.of(leak, stoveAgain, gas, carlasQuestion, tents, dumisQuestion, stove, opening).stream().sorted().toList(),
                Seat.stream(lists.get("ClosedChats")).map(chat -> chat.get("ChatID").asLong()).sorted().toList());
        assertEquals(List.of("lead", "repair", "urgent"), manager.tags(tents));
        assertEquals(List.of("repair"), manager.tags(leak));
        assertEquals(List.of(), manager.tags(dumisQuestion));
        assertEquals(GENERAL, manager.chat(dumisQuestion).get("DepartmentID").asLong());
        assertEquals(support, manager.chat(opening).get("DepartmentID").asLong());
        assertEquals(zanele.id(), manager.chat(tents).get("AgentID").asLong());

        JsonNode shown = manager.asks("GetCustomer", "CustomerID", customerOf(tents));
        assertEquals("Amina", shown.at("/Customer/CustomerName").asText());
        assertEquals(List.of(tents, leak), Seat.stream(shown.get("Chats")).map(chat -> chat.get("ChatID").asLong()).sorted().toList());
        JsonNode comments = manager.asks("GetComments", "CustomerID", customerOf(tents)).get("Comments");
        assertEquals(List.of("Sipho: Needs it on Friday"),
                Seat.stream(comments).map(comment -> comment.get("AgentName").asText() + ": " + comment.get("Comment").asText()).toList());

        List<CsvRecord> rows = CsvReader.builder().ofCsvRecord(manager.exports(tents)).stream().toList();
        assertEquals("ChatID,MessageID,SentAt,Direction,SenderType,SenderName,MessageText,FileType,FileName", String.join(",", rows.get(0).getFields()));
        assertEquals(List.of("In Customer Amina: Do you sell tents?", "Out System : " + WELCOME, "In Customer Amina: Tents", "Out System : " + UNKNOWN,
                        "In Customer Amina: 1.", "Out System : " + SALES_BACK, "Out Agent Sipho: Yes, three kinds", "Out Agent Lerato: For how many?",
                        "In Customer Amina: '=4", "Out System : " + GOODBYE),
                rows.stream().skip(1).map(row -> row.getField(3) + " " + row.getField(4) + " " + row.getField(5) + ": " + row.getField(6)).toList());

        for (Customer customer : List.of(amina, aminaAtService, bongani, carla, dumi, emma, fikile, gugu, hana)) {
            customer.hasReadAll();
        }
    }

    private long customerOf(long chat) {
        return manager.chat(chat).at("/Customer/CustomerID").asLong();
    }
}
