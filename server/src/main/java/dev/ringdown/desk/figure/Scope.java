package dev.ringdown.desk.figure;

/** Of whom a figure is. */
public enum Scope {

    COMPANY(0),
    DEPARTMENT(1),
    /** Of an agent in one department. */
    AGENT(2),
    /** Of a tag on the chats of one department. */
    TAG(3);

    private final int number;

    Scope(int number) {
        this.number = number;
    }

    /** As the database knows it; never another one's. */
    public int number() {
        return number;
    }
}
