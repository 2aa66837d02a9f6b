package dev.ringdown.conformance.contract;

/**
 * A place where a contract breaks a rule.
 *
 * @param file    the contract's folder and the file below it, such as {@code agentchat/chats.yaml}
 * @param pointer the place in the file as a JSON pointer, such as {@code #/paths/GetChats/get}
 * @param message what is wrong there and what the rule wants
 */
record Finding(String file, String pointer, String message) {

    @Override
    public String toString() {
        return file + ": " + pointer + ": " + message;
    }
}
