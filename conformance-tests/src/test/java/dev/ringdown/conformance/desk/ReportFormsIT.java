package dev.ringdown.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.client.agentchat.ApiException;
import dev.ringdown.client.agentchat.model.AddTagRequest;
import dev.ringdown.client.agentchat.model.UpdateDepartmentRequest;
import dev.ringdown.conformance.fixture.DeskClient;
import dev.ringdown.conformance.fixture.DeskTags;
import dev.ringdown.conformance.fixture.Unique;
import dev.ringdown.conformance.http.Call;
import dev.ringdown.conformance.http.DeskRefusal;
import dev.ringdown.conformance.server.SharedServer;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of a report, read back by other libraries: they agree to the digit, and show whatever people call things. */
class ReportFormsIT {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String[] ARRAYS = {"", "ChatsPerDepartment", "AgentPerformance", "Tags", "ResponseTimes", "OutOfHoursContacts"};
    private static final LocalDate FROM = LocalDate.of(2020, 1, 1);
    private static final LocalDate TO = LocalDate.of(2199, 12, 31);

    private static final Seat MANAGER = Desk.manager();

    @BeforeAll
    static void something() throws ApiException {
        Desk desk = Desk.open();
        long chat = desk.openChat();
        desk.agent().tags().addTag(DeskClient.VERSION, new AddTagRequest().chatID(chat).tagID(new DeskTags(SharedServer.get()).tag()));
        desk.agent().says(chat, "Hello");
        desk.agent().closes(chat);
    }

    private static Call report(int id, String format) {
        return MANAGER.get("GetReport").withQuery("ReportID", id).withQuery("FromDate", FROM.toString()).withQuery("ToDate", TO.toString()).withQuery("FileFormat", format)
                .withAccept("*/*");
    }

    private static byte[] file(int id, String format) {
        Response response = report(id, format).send();
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.asByteArray();
    }

    /** Rows as names and values, in order; a value that is left out is empty. */
    private static List<Map<String, String>> json(int id, List<String> columns) {
        List<Map<String, Object>> rows = report(id, "JSON").send().jsonPath().getList(ARRAYS[id]);
        return rows.stream().map(row -> {
            Map<String, String> all = new LinkedHashMap<>();
            columns.forEach(column -> all.put(column, row.containsKey(column) ? row.get(column).toString() : ""));
            assertThat(columns).containsAll(row.keySet());
            return all;
        }).toList();
    }

    private static List<Map<String, String>> csv(int id) throws IOException {
        String text = new String(file(id, "CSV"), StandardCharsets.UTF_8);
        try (CSVParser parser = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(new StringReader(text))) {
            List<Map<String, String>> rows = new ArrayList<>();
            for (CSVRecord record : parser) {
                Map<String, String> row = new LinkedHashMap<>();
                parser.getHeaderNames().forEach(name -> row.put(name, record.get(name)));
                rows.add(row);
            }
            return rows;
        }
    }

    private static List<String> columns(int id) {
        return List.of(new String(file(id, "CSV"), StandardCharsets.UTF_8).split("\r\n")[0].split(","));
    }

    private static List<Map<String, String>> xlsx(int id) throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(file(id, "XLSX")))) {
            assertThat(workbook.getNumberOfSheets()).isEqualTo(1);
            XSSFSheet sheet = workbook.getSheetAt(0);
            Row header = sheet.getRow(0);
            assertThat(sheet.getPaneInformation().isFreezePane()).isTrue();
            assertThat(workbook.getFontAt(header.getCell(0).getCellStyle().getFontIndex()).getBold()).isTrue();
            List<Map<String, String>> rows = new ArrayList<>();
            for (int i = 1; i <= sheet.getLastRowNum(); i++) {
                Map<String, String> row = new LinkedHashMap<>();
                for (Cell name : header) {
                    row.put(name.getStringCellValue(), text(sheet.getRow(i).getCell(name.getColumnIndex())));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    private static String text(Cell cell) {
        if (cell == null || cell.getCellType() == CellType.BLANK) {
            return "";
        }
        if (cell.getCellType() == CellType.STRING) {
            return cell.getStringCellValue();
        }
        assertThat(cell.getCellType()).isEqualTo(CellType.NUMERIC);
        return DateUtil.isCellDateFormatted(cell) ? cell.getLocalDateTimeCellValue().toLocalDate().toString()
                : Long.toString((long) cell.getNumericCellValue());
    }

    private static String pdf(int id) throws IOException {
        try (PDDocument document = Loader.loadPDF(file(id, "PDF"))) {
            assertThat(document.getPage(0).getMediaBox().getHeight()).as("A4").isBetween(841f, 843f);
            return new PDFTextStripper().getText(document);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void allFormsAgree(int id) throws IOException {
        List<String> columns = columns(id);

        List<Map<String, String>> json = json(id, columns);

        assertThat(json).isNotEmpty();
        List<Map<String, String>> neutral = csv(id).stream().map(row -> {
            Map<String, String> plain = new LinkedHashMap<>(row);
            plain.replaceAll((name, value) -> value.matches("(?s)'[=+@\\t\\r-].*") ? value.substring(1) : value);
            return plain;
        }).toList();
        assertThat(neutral).isEqualTo(json);
        assertThat(xlsx(id)).isEqualTo(json);
        String squeezed = squeezed(pdf(id));
        for (Map<String, String> row : json) {
            if (row.values().stream().allMatch(value -> value.matches("[A-Za-z0-9-]{0,30}"))) {
                assertThat(squeezed).contains(squeezed(String.join("", row.values())));
            }
        }
        columns.stream().flatMap(column -> Stream.of(column.split("(?<=[a-z])(?=[A-Z])")))
                .forEach(word -> assertThat(squeezed.toLowerCase(Locale.ROOT)).contains(word.toLowerCase(Locale.ROOT)));
    }

    /** Without white space, which is where lines happen to break. */
    private static String squeezed(String text) {
        return text.replaceAll("\\s", "");
    }

    @ParameterizedTest
    @CsvSource({"1, chats-per-department", "2, agent-performance", "3, tags", "4, response-times", "5, out-of-hours-contacts"})
    void filesAreAttachmentsWithAName(int id, String name) {
        for (String[] form : new String[][]{{"CSV", "text/csv", ".csv"}, {"XLSX", XLSX, ".xlsx"}, {"PDF", "application/pdf", ".pdf"}}) {
            Response response = report(id, form[0]).withAccept(form[1]).send();
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.contentType()).startsWith(form[1]);
            assertThat(response.header("Content-Disposition")).isEqualTo("attachment; filename=\"" + name + "_2020-01-01_2199-12-31" + form[2] + "\"");
            assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(response.header("Cache-Control")).contains("no-store");
        }
        Response json = report(id, "JSON").withAccept("application/json").send();
        assertThat(json.contentType()).startsWith("application/json");
        assertThat(json.header("Content-Disposition")).isNull();
        assertThat(json.jsonPath().getMap("").keySet()).containsExactlyInAnyOrder("ReportID", "ReportName", "FromDate", "ToDate", "TimeZone", ARRAYS[id]);
        assertThat(json.asString()).doesNotContain("null");
    }

    @Test
    void acceptAdmitsOrRefusesButNeverChoosesTheForm() {
        Map<String, String> types = Map.of("JSON", "application/json", "CSV", "text/csv", "XLSX", XLSX, "PDF", "application/pdf");
        types.forEach((format, type) -> {
            for (String accept : new String[]{type, "*/*", type.substring(0, type.indexOf('/')) + "/*", "image/png, " + type + ";q=0.1"}) {
                Response response = report(1, format).withAccept(accept).send();
                assertThat(response.statusCode()).as(format + " for " + accept).isEqualTo(200);
                assertThat(response.contentType()).startsWith(type);
            }
            types.values().stream().filter(other -> !other.equals(type))
                    .forEach(other -> DeskRefusal.expect(406, "NotAcceptable", report(1, format).withAccept(other).send()));
            DeskRefusal.expect(406, "NotAcceptable", report(1, format).withAccept(type + ";q=0, */*").send());
        });
    }

    @Test
    void namesOfAnyKindShow() throws ApiException, IOException {
        Desk desk = Desk.open();
        desk.closedChat();
        String run = Unique.name("");
        List<String> names = List.of("=HYPERLINK(\"http://evil.test\")" + run, "+1" + run, "-1" + run, "@SUM(A1)" + run, "\"quoted\", and; more" + run,
                "<script>alert(1)</script> &amp; <b>" + run, "שירות לקוחות" + run, "خدمة العملاء" + run, "\uD83D\uDE00 emoji" + run,
                "客户服务 サポート 고객" + run, "Ångström Żółć Поддержка Αθήνα" + run, "x".repeat(100 - run.length()) + run, "&P &[Page]" + run, "a\tb" + run);
        for (String name : names) {
            MANAGER.client().departments().updateDepartment(DeskClient.VERSION,
                    new UpdateDepartmentRequest().departmentID(desk.department()).departmentName(name));
            List<String> columns = columns(1);
            String id = String.valueOf(desk.department());
            assertThat(own(json(1, columns), id)).isEqualTo(name);
            assertThat(own(xlsx(1), id)).isEqualTo(name);
            assertThat(own(csv(1), id)).isEqualTo("=+-@\t\r".indexOf(name.charAt(0)) < 0 ? name : "'" + name);
            try (PDDocument document = Loader.loadPDF(file(1, "PDF"))) {
                String text = new PDFTextStripper().getText(document);
                assertThat(text).contains(id);
                if (name.chars().allMatch(character -> character < 0x250)) {
                    assertThat(squeezed(text)).contains(squeezed(name).substring(0, 20 > squeezed(name).length() ? squeezed(name).length() : 20));
                }
                assertThat(text).doesNotContain("\uFFFD");
            }
        }
    }

    private static String own(List<Map<String, String>> rows, String department) {
        return rows.stream().filter(row -> row.get("DepartmentID").equals(department)).map(row -> row.get("DepartmentName")).findFirst().orElseThrow();
    }

    @Test
    void aDocumentSaysWhatItIsAndBringsItsFontsAlong() throws IOException {
        try (PDDocument document = Loader.loadPDF(file(4, "PDF"))) {
            String text = new PDFTextStripper().getText(document);
            assertThat(text).contains("Response times", "1 January 2020 to 31 December 2199", "Days in the time zone ", "Made on ");
            IntStream.rangeClosed(1, document.getNumberOfPages())
                    .forEach(page -> assertThat(squeezed(text)).contains("Page" + page + "of" + document.getNumberOfPages()));
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Response times, 1 January 2020 to 31 December 2199");
            List<PDFont> fonts = new ArrayList<>();
            for (var name : document.getPage(0).getResources().getFontNames()) {
                fonts.add(document.getPage(0).getResources().getFont(name));
            }
            assertThat(fonts).isNotEmpty().allMatch(PDFont::isEmbedded);
            assertThat(StreamSupport.stream(document.getPage(0).getResources().getXObjectNames().spliterator(), false).count())
                    .as("a chart, and the number of pages").isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void anEmptyReportIsAReport() throws IOException {
        Call call = report(1, "JSON").withQuery("FromDate", "1999-01-01").withQuery("ToDate", "1999-01-01");
        assertThat(call.send().jsonPath().getList("ChatsPerDepartment")).isEmpty();
        assertThat(call.withQuery("FileFormat", "CSV").send().asString()).startsWith("DepartmentID,DepartmentName,TotalChats").hasLineCount(1);
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(call.withQuery("FileFormat", "XLSX").send().asByteArray()))) {
            assertThat(workbook.getSheetAt(0).getLastRowNum()).isZero();
        }
        try (PDDocument document = Loader.loadPDF(call.withQuery("FileFormat", "PDF").send().asByteArray())) {
            assertThat(new PDFTextStripper().getText(document)).contains("Nothing happened in this span.", "1 January 1999");
        }
    }
}
