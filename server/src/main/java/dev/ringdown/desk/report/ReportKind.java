package dev.ringdown.desk.report;

/** The reports that the desk can make (agentchat, section 4). */
public enum ReportKind {

    CHATS_PER_DEPARTMENT(1, "Chats per department"),
    AGENT_PERFORMANCE(2, "Agent performance"),
    TAGS(3, "Tags"),
    RESPONSE_TIMES(4, "Response times"),
    OUT_OF_HOURS_CONTACTS(5, "Out-of-hours contacts");

    private final long id;
    private final String title;

    ReportKind(long id, String title) {
        this.id = id;
        this.title = title;
    }

    /** Its ReportID: the same on every desk and in every version. */
    public long id() {
        return id;
    }

    /** Its ReportName. */
    public String title() {
        return title;
    }
}
