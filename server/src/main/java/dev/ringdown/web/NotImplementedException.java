package dev.ringdown.web;

/** An operation of the contract, or a part of one, that is not built yet: 501 in its API's error body. */
public final class NotImplementedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param what names what is not built, as the subject of a sentence */
    public NotImplementedException(String what) {
        super(what + " is not built yet.", null, false, false);
    }
}
