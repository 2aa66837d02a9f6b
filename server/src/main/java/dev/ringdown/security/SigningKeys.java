package dev.ringdown.security;

import com.github.f4b6a3.uuid.UuidCreator;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.security.token.jwt.signature.SignatureGeneratorConfiguration;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys that access tokens are signed with (HS256). They lie encrypted in the database, so every node signs and verifies alike;
 * a token names its key by {@code kid}, so a new key can be brought in while tokens of the old one live out.
 */
@Singleton
@Named("generator")
class SigningKeys implements SignatureGeneratorConfiguration {

    private static final int KEY_BYTES = 32;

    private final SigningKeyRepository repository;
    private final SecretCipher cipher;
    private final Clock clock;
    private final Map<String, byte[]> keys = new ConcurrentHashMap<>();
    private volatile String newest;

    SigningKeys(SigningKeyRepository repository, SecretCipher cipher, Clock clock) {
        this.repository = repository;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** Makes the first key of a new database. */
    void create() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        String kid = UuidCreator.getTimeOrderedEpoch().toString();
        repository.save(new SigningKeyRepository.SigningKey(kid, cipher.encryptBytes(key, context(kid)),
                clock.instant()));
    }

    @Override
    public SignedJWT sign(JWTClaimsSet claims) throws JOSEException {
        if (newest == null) {
            read();
        }
        SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(newest).build(), claims);
        token.sign(new MACSigner(keys.get(newest)));
        return token;
    }

    @Override
    public boolean verify(SignedJWT token) throws JOSEException {
        String kid = token.getHeader().getKeyID();
        if (newest == null) {
            read();
        }
        byte[] key = kid == null ? null : keys.get(kid);
        return key != null && token.verify(new MACVerifier(key));
    }

    @Override
    public boolean supports(JWSAlgorithm algorithm) {
        return JWSAlgorithm.HS256.equals(algorithm);
    }

    @Override
    public String supportedAlgorithmsMessage() {
        return "Only HS256 is supported";
    }

    private void read() {
        List<SigningKeyRepository.SigningKey> rows = repository.findAllOrderByCreatedDesc();
        rows.forEach(row -> keys.put(row.kid(), cipher.decryptBytes(row.encrypted(), context(row.kid()))));
        newest = rows.get(0).kid();
    }

    private static String context(String kid) {
        return "signing-key:" + kid;
    }
}
