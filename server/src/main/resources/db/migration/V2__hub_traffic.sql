-- A conversation counts its messages: next_sequence is taken under the row's lock, so the count is the order of commits.
CREATE TABLE conversation (
    id              BINARY(16) NOT NULL,
    state           VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    next_sequence   BIGINT NOT NULL,
    account_id      BINARY(16) NOT NULL,
    account_address VARCHAR(255) CHARACTER SET utf8mb4 NOT NULL,
    channel_type    VARCHAR(255) CHARACTER SET utf8mb4 NOT NULL,
    entry_point     VARCHAR(64) CHARACTER SET utf8mb4 NOT NULL,
    language        VARCHAR(35) CHARACTER SET ascii NULL,
    contact_key     VARBINARY(2600) NULL,
    -- what the sender said of the customer and its client, as JSON
    customer        MEDIUMTEXT CHARACTER SET utf8mb4 NULL,
    created         DATETIME(3) NOT NULL,
    last_message_at DATETIME(3) NOT NULL,
    ended_at        DATETIME(3) NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB;

CREATE TABLE conversation_party (
    conversation_id BINARY(16) NOT NULL,
    application_id  BINARY(16) NOT NULL,
    role            VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    participant_id  BINARY(16) NULL,
    -- whether messages go to this party now; a bot that handed over stays a party, but is served no more
    serving         BOOLEAN NOT NULL,
    PRIMARY KEY (conversation_id, application_id, role),
    CONSTRAINT conversation_party_conversation FOREIGN KEY (conversation_id) REFERENCES conversation (id) ON DELETE CASCADE
) ENGINE = InnoDB;

-- The configuration that an open conversation stands on: it cannot be deleted. The rows go when the conversation ends.
CREATE TABLE conversation_configuration (
    conversation_id  BINARY(16) NOT NULL,
    configuration_id BINARY(16) NOT NULL,
    PRIMARY KEY (conversation_id, configuration_id),
    KEY conversation_configuration_by_configuration (configuration_id),
    CONSTRAINT conversation_configuration_conversation FOREIGN KEY (conversation_id) REFERENCES conversation (id) ON DELETE CASCADE,
    CONSTRAINT conversation_configuration_configuration FOREIGN KEY (configuration_id) REFERENCES configuration (id) ON DELETE RESTRICT
) ENGINE = InnoDB;

-- A start that is sent again finds the conversation that it made. The key is a digest of application, account, contact and messageId.
CREATE TABLE conversation_start (
    idempotency_key BINARY(32) NOT NULL,
    conversation_id BINARY(16) NOT NULL,
    PRIMARY KEY (idempotency_key),
    KEY conversation_start_by_conversation (conversation_id),
    CONSTRAINT conversation_start_conversation FOREIGN KEY (conversation_id) REFERENCES conversation (id) ON DELETE CASCADE
) ENGINE = InnoDB;

-- number is an identity for those that need a number (the desk's MessageID); the order is (conversation_id, sequence).
CREATE TABLE message (
    conversation_id BINARY(16) NOT NULL,
    sequence        BIGINT NOT NULL,
    id              BINARY(16) NOT NULL,
    number          BIGINT NOT NULL AUTO_INCREMENT,
    type            VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    application_id  BINARY(16) NULL,
    sender_type     VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sender_name     VARCHAR(255) CHARACTER SET utf8mb4 NULL,
    message_id      VARBINARY(1020) NULL,
    content_hash    BINARY(32) NULL,
    status          VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- content, attachments, attributes and parent, as JSON
    document        MEDIUMTEXT CHARACTER SET utf8mb4 NULL,
    created         DATETIME(3) NOT NULL,
    sent            DATETIME(3) NULL,
    PRIMARY KEY (conversation_id, sequence),
    UNIQUE KEY message_by_id (id),
    UNIQUE KEY message_by_number (number),
    UNIQUE KEY message_by_idempotency_key (conversation_id, application_id, message_id),
    CONSTRAINT message_conversation FOREIGN KEY (conversation_id) REFERENCES conversation (id)
) ENGINE = InnoDB;

-- A lane is one conversation's way to one receiver: one delivery at a time, in the order of the conversation. Workers lease lanes.
CREATE TABLE lane (
    id              BIGINT NOT NULL AUTO_INCREMENT,
    conversation_id BINARY(16) NOT NULL,
    application_id  BINARY(16) NOT NULL,
    role            VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- the last message that was put on the lane: a sender writes it to hold the row until it commits, so that a worker who finds
    -- the lane empty cannot put it to rest meanwhile
    last_sequence   BIGINT NOT NULL,
    -- when the lane may next be worked on, by the database's clock; null: nothing waits. A lease moves it to the lease's end.
    due_at          DATETIME(3) NULL,
    lease_token     BINARY(16) NULL,
    -- how often in a row its next delivery has failed
    failures        INT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY lane_by_receiver (conversation_id, application_id, role),
    KEY lane_by_due (due_at, application_id),
    CONSTRAINT lane_conversation FOREIGN KEY (conversation_id) REFERENCES conversation (id) ON DELETE CASCADE
) ENGINE = InnoDB;

CREATE TABLE delivery (
    lane_id         BIGINT NOT NULL,
    sequence        BIGINT NOT NULL,
    id              BINARY(16) NOT NULL,
    state           VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    attempts        INT NOT NULL,
    created         DATETIME(3) NOT NULL,
    last_attempt_at DATETIME(3) NULL,
    last_error      VARCHAR(255) CHARACTER SET utf8mb4 NULL,
    finished_at     DATETIME(3) NULL,
    PRIMARY KEY (lane_id, sequence),
    UNIQUE KEY delivery_by_id (id),
    KEY delivery_waiting (lane_id, state, sequence),
    CONSTRAINT delivery_lane FOREIGN KEY (lane_id) REFERENCES lane (id) ON DELETE CASCADE
) ENGINE = InnoDB;

-- Roles whose callback has answered 410, in the state that the client application was in: a later state is called again.
CREATE TABLE paused_role (
    application_id       BINARY(16) NOT NULL,
    role                 VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    application_modified DATETIME(3) NOT NULL,
    PRIMARY KEY (application_id, role),
    CONSTRAINT paused_role_application FOREIGN KEY (application_id) REFERENCES configuration (id) ON DELETE CASCADE
) ENGINE = InnoDB;
