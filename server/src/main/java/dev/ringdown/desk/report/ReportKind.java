package dev.ringdown.desk.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The reports that the desk can make (agentchat, section 4). */
public enum ReportKind {

    CHATS_PER_DEPARTMENT(1, "Chats per department",
            "Chats that entered each department, by new and returning customers, with response and handling times."),
    AGENT_PERFORMANCE(2, "Agent performance", "Chats that each agent took or was given and closed, with response and handling times."),
    TAGS(3, "Tags", "Chats that each tag was put on."),
    RESPONSE_TIMES(4, "Response times", "First response and handling times of each day."),
    OUT_OF_HOURS_CONTACTS(5, "Out-of-hours contacts",
            "Contacts of each day that came outside the working hours or while nobody was Online, and what became of them.");

    private final long id;
    private final String title;
    private final String description;

    ReportKind(long id, String title, String description) {
        this.id = id;
        this.title = title;
        this.description = description;
    }

    /** The one of a ReportID, if there is one. */
    public static Optional<ReportKind> of(long id) {
        return Arrays.stream(values()).filter(kind -> kind.id == id).findAny();
    }

    /** Its ReportID: the same on every desk and in every version. */
    public long id() {
        return id;
    }

    /** Its ReportName. */
    public String title() {
        return title;
    }

    /** What it tells, in a sentence. */
    public String description() {
        return description;
    }

    /** As files are named after it. */
    String fileName() {
        return title.toLowerCase(Locale.ROOT).replace(' ', '-');
    }
}
