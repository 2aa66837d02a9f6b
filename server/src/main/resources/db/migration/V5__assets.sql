-- Files on their way through the hub. upload_id names the parts that are the content; null until an upload was whole.
CREATE TABLE asset (
    id             BINARY(16) NOT NULL,
    application_id BINARY(16) NOT NULL,
    name           VARCHAR(255) CHARACTER SET utf8mb4 NOT NULL,
    content_type   VARCHAR(255) CHARACTER SET ascii NOT NULL,
    size           INT NOT NULL,
    upload_id      BINARY(16) NULL,
    -- whether a message has taken it up; never false again
    used           BOOLEAN NOT NULL,
    created        DATETIME(3) NOT NULL,
    PRIMARY KEY (id),
    KEY asset_unused (used, created),
    KEY asset_unused_of_application (application_id, used, size)
) ENGINE = InnoDB;

-- A row per application that announces files: held while it does, so that two announcements do not count the same.
CREATE TABLE asset_creator (
    application_id BINARY(16) NOT NULL,
    PRIMARY KEY (application_id)
) ENGINE = InnoDB;

-- Which messages carry which files.
CREATE TABLE asset_use (
    message_id      BINARY(16) NOT NULL,
    asset_id        BINARY(16) NOT NULL,
    conversation_id BINARY(16) NOT NULL,
    PRIMARY KEY (message_id, asset_id),
    KEY asset_use_by_asset (asset_id, conversation_id),
    CONSTRAINT asset_use_asset FOREIGN KEY (asset_id) REFERENCES asset (id)
) ENGINE = InnoDB;

-- Uploads of more than one part that are not whole yet. What a crash leaves here is swept away with its parts.
CREATE TABLE asset_upload (
    id       BINARY(16) NOT NULL,
    asset_id BINARY(16) NOT NULL,
    begun    DATETIME(3) NOT NULL,
    PRIMARY KEY (id),
    KEY asset_upload_by_asset (asset_id),
    KEY asset_upload_by_begin (begun),
    CONSTRAINT asset_upload_asset FOREIGN KEY (asset_id) REFERENCES asset (id)
) ENGINE = InnoDB;

-- In parts, so that neither a statement nor the server ever holds a whole file.
CREATE TABLE asset_content (
    asset_id  BINARY(16) NOT NULL,
    upload_id BINARY(16) NOT NULL,
    part      INT NOT NULL,
    bytes     MEDIUMBLOB NOT NULL,
    PRIMARY KEY (asset_id, upload_id, part),
    CONSTRAINT asset_content_asset FOREIGN KEY (asset_id) REFERENCES asset (id)
) ENGINE = InnoDB;
