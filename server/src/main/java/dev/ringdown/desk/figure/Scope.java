package dev.ringdown.desk.figure;

/** Of whom a figure is; those of agents stand in a table of their own. */
public enum Scope {

    COMPANY(0),
    DEPARTMENT(1),
    TAG(3),
    /** Of a tag on the chats of one department. */
    TAG_IN_DEPARTMENT(5);

    private final int number;

    Scope(int number) {
        this.number = number;
    }

    /** As the database knows it; never another one's. */
    public int number() {
        return number;
    }
}
