package dev.ringdown.web;

/** A request is not of the form that the contract gives it; worded by the {@link ErrorFormat} of the API that it came to. */
public final class FormException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Failure failure;
    private final String field;

    public FormException(Failure failure, String message, String field) {
        super(message, null, false, false);
        this.failure = failure;
        this.field = field;
    }

    public Failure failure() {
        return failure;
    }

    /** The contract's name of the field at fault, with its path. */
    public String field() {
        return field;
    }
}
