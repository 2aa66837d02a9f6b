-- Statements here are ones that MySQL 8.4 and 9.7 and MariaDB 11.4 all take: no RETURNING, no JSON operators, no 0900 collations.
-- Times are UTC. Keys that must compare exactly are VARBINARY: collations take different texts for the same.

-- One row per picture that every node keeps in memory; a node that sees a higher version reads anew.
CREATE TABLE snapshot_version (
    name    VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (name)
) ENGINE = InnoDB;

INSERT INTO snapshot_version (name, version) VALUES ('configuration', 0), ('oauth_client', 0), ('paused_role', 0);

-- What was decided once, when the first node first started.
CREATE TABLE installation (
    id      TINYINT NOT NULL,
    created DATETIME(3) NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT installation_is_one CHECK (id = 1)
) ENGINE = InnoDB;

CREATE TABLE signing_key (
    kid       VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    encrypted VARBINARY(512) NOT NULL,
    created   DATETIME(3) NOT NULL,
    PRIMARY KEY (kid)
) ENGINE = InnoDB;

-- Who may fetch a token: the administrator, and client applications that were given credentials.
CREATE TABLE oauth_client (
    client_id                 VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind                      VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    secret_hash               BINARY(32) NULL,
    previous_secret_hash      BINARY(32) NULL,
    previous_secret_expires   DATETIME(3) NULL,
    webhook_secret            VARBINARY(512) NULL,
    previous_webhook_secret   VARBINARY(512) NULL,
    scopes                    VARCHAR(500) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    credential_version        BIGINT NOT NULL,
    active                    BOOLEAN NOT NULL,
    PRIMARY KEY (client_id)
) ENGINE = InnoDB;

-- The six configuration resources have one life, so they have one table; the document is the resource as JSON, its secrets encrypted.
CREATE TABLE configuration (
    id         BINARY(16) NOT NULL,
    kind       VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    document   MEDIUMTEXT CHARACTER SET utf8mb4 NOT NULL,
    created    DATETIME(3) NOT NULL,
    modified   DATETIME(3) NOT NULL,
    changed_in BIGINT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY configuration_id_kind (id, kind),
    KEY configuration_by_creation (kind, created, id)
) ENGINE = InnoDB;

CREATE TABLE configuration_reference (
    source_id   BINARY(16) NOT NULL,
    source_kind VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    target_id   BINARY(16) NOT NULL,
    target_kind VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (source_id, target_id),
    KEY configuration_reference_by_target (target_id, target_kind),
    CONSTRAINT configuration_reference_source FOREIGN KEY (source_id, source_kind)
        REFERENCES configuration (id, kind) ON DELETE CASCADE,
    CONSTRAINT configuration_reference_target FOREIGN KEY (target_id, target_kind)
        REFERENCES configuration (id, kind) ON DELETE RESTRICT
) ENGINE = InnoDB;

-- What must be unique among the resources of a kind, as normalised by the server (trimmed, NFC, lower case).
CREATE TABLE configuration_key (
    kind  VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    value VARBINARY(2600) NOT NULL,
    owner BINARY(16) NOT NULL,
    PRIMARY KEY (kind, value),
    KEY configuration_key_by_owner (owner),
    CONSTRAINT configuration_key_owner FOREIGN KEY (owner) REFERENCES configuration (id) ON DELETE CASCADE
) ENGINE = InnoDB;
