package dev.ringdown.hub.asset;

import dev.ringdown.hub.HubApi;
import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.security.UrlSignature;
import dev.ringdown.web.PublicUrl;
import io.micronaut.http.HttpMethod;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The signed URLs to which the bytes of assets are posted and from which they are got (contract, {@code contentUrl}). */
@Singleton
class ContentUrls {

    static final Duration LIFE = Duration.ofMinutes(15);

    private final UrlSignature signature;
    private final PublicUrl publicUrl;
    private final Clock clock;

    ContentUrls(UrlSignature signature, PublicUrl publicUrl, Clock clock) {
        this.signature = signature;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /**
     * A URL that is all the access that is needed.
     *
     * @param expiry in whole seconds; from then on the URL does not hold
     */
    record SignedUrl(String url, Instant expiry) {
    }

    /** @param method POST to upload, GET to download; the URL holds for no other */
    SignedUrl sign(HttpMethod method, String id) {
        Instant expiry = clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(LIFE);
        long expires = expiry.getEpochSecond();
        return new SignedUrl(publicUrl.of(HubApi.BASE_PATH + "/assets/" + id + "/content?expires=" + expires
                + "&signature=" + signature.sign(purpose(method), id, expires)), expiry);
    }

    /** @throws HubException 403-111 the signature is not for this, or the time is over */
    void check(HttpMethod method, String id, long expires, String given) {
        if (!signature.verify(given, purpose(method), id, expires)) {
            throw new HubException(HubErrorCode.SIGNATURE, "The signature of the URL is not one of the hub's for this.");
        }
        checkTime(expires);
    }

    /** @throws HubException 403-111 the time is over */
    void checkTime(long expires) {
        if (clock.instant().getEpochSecond() >= expires) {
            throw new HubException(HubErrorCode.SIGNATURE, "The signed URL has expired. Ask for a new one.")
                    .with("expires", Long.toString(expires));
        }
    }

    private static String purpose(HttpMethod method) {
        return "asset content " + method.name();
    }
}
