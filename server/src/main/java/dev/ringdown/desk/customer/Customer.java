package dev.ringdown.desk.customer;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

import java.time.Instant;
import java.util.Objects;

/**
 * A person who writes in: a row of the table {@code customer}.
 *
 * @param name           as the channel gave it or an agent corrected it
 * @param mobileNumber   in E.164
 * @param comments       what agents note of the customer
 * @param mobileReversed the digits of the number, the last first
 * @param mobileNational the digits of the number in its national form
 */
@MappedEntity("customer")
record Customer(@Id @GeneratedValue(GeneratedValue.Type.IDENTITY) @Nullable Long id, @Nullable String name,
                @Nullable String mobileNumber, @Nullable String email, @Nullable String comments, Instant firstSeenAt,
                Instant lastSeenAt, @Nullable String mobileReversed, @Nullable String mobileNational) {

    static Customer unseen(Addresses addresses, Instant now) {
        return new Customer(null, null, null, null, null, now, now, null, null).completed(addresses, now);
    }

    /** With what was not known of the customer; what is known stays: an agent may have corrected it. */
    Customer completed(Addresses addresses, Instant now) {
        String number = mobileNumber == null ? addresses.mobileNumber() : mobileNumber;
        return new Customer(id, name == null ? addresses.name() : name, number, email == null ? addresses.email() : email, comments, firstSeenAt, now,
                CustomerKeys.reversed(number), CustomerKeys.national(number));
    }

    /** Corrected by an agent. */
    Customer corrected(@Nullable String newName, @Nullable String newEmail, @Nullable String newComments) {
        return new Customer(id, newName, mobileNumber, newEmail, newComments, firstSeenAt, lastSeenAt, mobileReversed, mobileNational);
    }

    /** Whether both are found by the same words. */
    boolean isCalledLike(Customer other) {
        return Objects.equals(name, other.name) && Objects.equals(email, other.email);
    }
}
