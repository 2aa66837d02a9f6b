package dev.ringdown.conformance.company;

/**
 * How much there is of a company. What goes on now does not grow with what lies behind it: companies of different sizes have the same agents,
 * departments and tags, as many open chats, and differ by their past. Customers come to a fifth of the chats, since a company that has had a
 * hundred times the chats knows a hundred times the people: a search is only tried at size where there is somebody to be found. Each has at most
 * one active chat, so there are at least twice as many customers as active chats.
 *
 * @param chats            closed ones and active ones
 * @param messagesPerChat  on average, all that the hub stores counted
 * @param longestChat      messages of the one chat that is much longer than all others
 * @param customers        who have written in
 * @param mostChats        chats of the one customer who has many more than all others
 * @param open             chats that agents hold
 * @param unassigned       chats that wait
 */
public record CompanySize(int chats, int messagesPerChat, int longestChat, int customers, int mostChats, int open, int unassigned) {

    public static final int AGENTS = 500;
    public static final int DEPARTMENTS = 20;
    public static final int TAG_GROUPS = 6;
    public static final int TAGS = 60;
    public static final int CANNED_RESPONSES = 40;

    /** Ten messages a chat, a customer for five chats. */
    public static CompanySize of(int chats) {
        int open = Math.min(2_000, chats / 5);
        int unassigned = Math.min(500, chats / 20);
        return new CompanySize(chats, 10, Math.min(100_000, 10 * chats), Math.max(chats / 5, 2 * (open + unassigned)), Math.min(5_000, chats / 20), open,
                unassigned);
    }

    int active() {
        return open + unassigned;
    }
}
