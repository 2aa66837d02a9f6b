CREATE TABLE agent (
    id            BIGINT NOT NULL AUTO_INCREMENT,
    name          VARCHAR(255) CHARACTER SET utf8mb4 NOT NULL,
    email         VARCHAR(255) CHARACTER SET utf8mb4 NOT NULL,
    -- the e-mail address as it compares: it is the name to log on with
    email_key     VARBINARY(1100) NOT NULL,
    mobile_number VARCHAR(32) CHARACTER SET ascii NULL,
    role_id       TINYINT NOT NULL,
    status_id     TINYINT NOT NULL,
    notifications VARCHAR(255) CHARACTER SET ascii NOT NULL,
    enabled       BOOLEAN NOT NULL,
    password_hash VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL,
    created       DATETIME(3) NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY agent_by_email (email_key)
) ENGINE = InnoDB;

CREATE TABLE department (
    id                         BIGINT NOT NULL AUTO_INCREMENT,
    name                       VARCHAR(255) CHARACTER SET utf8mb4 NOT NULL,
    name_key                   VARBINARY(1100) NOT NULL,
    include_in_welcome_menu    BOOLEAN NOT NULL,
    welcome_menu_name          VARCHAR(255) CHARACTER SET utf8mb4 NULL,
    welcome_menu_option        INT NULL,
    new_customer_message       TEXT CHARACTER SET utf8mb4 NULL,
    returning_customer_message TEXT CHARACTER SET utf8mb4 NULL,
    enabled                    BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY department_by_name (name_key)
) ENGINE = InnoDB;

CREATE TABLE agent_department (
    agent_id      BIGINT NOT NULL,
    department_id BIGINT NOT NULL,
    PRIMARY KEY (agent_id, department_id),
    KEY agent_department_by_department (department_id, agent_id),
    CONSTRAINT agent_department_agent FOREIGN KEY (agent_id) REFERENCES agent (id) ON DELETE CASCADE,
    CONSTRAINT agent_department_department FOREIGN KEY (department_id) REFERENCES department (id)
) ENGINE = InnoDB;

-- A session is known by the hash of its token alone; it ends by being deleted, at once on every node.
CREATE TABLE session (
    id             BIGINT NOT NULL AUTO_INCREMENT,
    token_hash     BINARY(32) NOT NULL,
    agent_id       BIGINT NOT NULL,
    started_at     DATETIME(3) NOT NULL,
    last_active_at DATETIME(3) NOT NULL,
    ends_at        DATETIME(3) NOT NULL,
    address        VARCHAR(45) CHARACTER SET ascii NOT NULL,
    user_agent     VARCHAR(512) CHARACTER SET utf8mb4 NULL,
    PRIMARY KEY (id),
    UNIQUE KEY session_by_token (token_hash),
    KEY session_by_agent (agent_id),
    CONSTRAINT session_agent FOREIGN KEY (agent_id) REFERENCES agent (id) ON DELETE CASCADE
) ENGINE = InnoDB;

-- Failed log-ons per account and address, by their digest; the wait grows with each, so nobody guesses fast and nobody locks another out.
CREATE TABLE logon_failure (
    account_and_address BINARY(32) NOT NULL,
    failures            INT NOT NULL,
    last_failure_at     DATETIME(3) NOT NULL,
    next_attempt_at     DATETIME(3) NOT NULL,
    PRIMARY KEY (account_and_address),
    KEY logon_failure_by_age (last_failure_at)
) ENGINE = InnoDB;

CREATE TABLE customer (
    id            BIGINT NOT NULL AUTO_INCREMENT,
    name          VARCHAR(255) CHARACTER SET utf8mb4 NULL,
    mobile_number VARCHAR(32) CHARACTER SET ascii NULL,
    email         VARCHAR(255) CHARACTER SET utf8mb4 NULL,
    comments      TEXT CHARACTER SET utf8mb4 NULL,
    first_seen_at DATETIME(3) NOT NULL,
    last_seen_at  DATETIME(3) NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB;

-- By which address a customer is known again: the hub's contact of a conversation, normalised.
CREATE TABLE customer_contact (
    contact_key VARBINARY(2600) NOT NULL,
    customer_id BIGINT NOT NULL,
    PRIMARY KEY (contact_key),
    KEY customer_contact_by_customer (customer_id),
    CONSTRAINT customer_contact_customer FOREIGN KEY (customer_id) REFERENCES customer (id) ON DELETE CASCADE
) ENGINE = InnoDB;

CREATE TABLE chat (
    id                BIGINT NOT NULL AUTO_INCREMENT,
    status_id         TINYINT NOT NULL,
    customer_id       BIGINT NOT NULL,
    account_id        BINARY(16) NOT NULL,
    department_id     BIGINT NOT NULL,
    agent_id          BIGINT NULL,
    channel           VARCHAR(255) CHARACTER SET utf8mb4 NOT NULL,
    started_at        DATETIME(3) NOT NULL,
    assigned_at       DATETIME(3) NULL,
    first_response_at DATETIME(3) NULL,
    closed_at         DATETIME(3) NULL,
    last_message_at   DATETIME(3) NOT NULL,
    updated_at        DATETIME(3) NOT NULL,
    -- true while the chat is not closed, else null: a customer has one active chat per account
    active            BOOLEAN NULL,
    PRIMARY KEY (id),
    UNIQUE KEY chat_active (customer_id, account_id, active),
    KEY chat_by_status (status_id, last_message_at, id),
    KEY chat_by_department (department_id, status_id, last_message_at, id),
    KEY chat_by_agent (agent_id, status_id, last_message_at, id),
    KEY chat_by_customer (customer_id, status_id, last_message_at, id),
    KEY chat_by_update (updated_at, id),
    CONSTRAINT chat_customer FOREIGN KEY (customer_id) REFERENCES customer (id),
    CONSTRAINT chat_department FOREIGN KEY (department_id) REFERENCES department (id),
    CONSTRAINT chat_agent FOREIGN KEY (agent_id) REFERENCES agent (id)
) ENGINE = InnoDB;

-- A chat's conversations of the hub, in order; the last is the live one. Its messages are read there.
CREATE TABLE chat_conversation (
    conversation_id BINARY(16) NOT NULL,
    chat_id         BIGINT NOT NULL,
    position        INT NOT NULL,
    PRIMARY KEY (conversation_id),
    UNIQUE KEY chat_conversation_in_order (chat_id, position),
    CONSTRAINT chat_conversation_chat FOREIGN KEY (chat_id) REFERENCES chat (id) ON DELETE CASCADE
) ENGINE = InnoDB;

CREATE TABLE setting (
    name  VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    value TEXT CHARACTER SET utf8mb4 NOT NULL,
    PRIMARY KEY (name)
) ENGINE = InnoDB;
