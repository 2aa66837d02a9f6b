ALTER TABLE conversation
    -- the same in conversations of a customer who comes back soon
    ADD COLUMN case_id BINARY(16) NULL AFTER id,
    -- the account's timeout as it was at the start
    ADD COLUMN timeout_ms BIGINT NOT NULL DEFAULT 2592000000,
    -- when to look whether it has timed out; messages put the end off without touching this. Null: it is over, or the timeout rests
    ADD COLUMN check_at DATETIME(3) NULL,
    -- held until agents of this application are available, from this message on
    ADD COLUMN held_for BINARY(16) NULL,
    ADD COLUMN held_since DATETIME(3) NULL,
    ADD COLUMN held_from BIGINT NULL,
    ADD KEY conversation_by_contact (account_id, contact_key, ended_at),
    ADD KEY conversation_by_check (check_at),
    ADD KEY conversation_held (held_for, held_since);

UPDATE conversation SET case_id = id, check_at = CASE WHEN ended_at IS NULL THEN created ELSE NULL END;

ALTER TABLE conversation MODIFY COLUMN case_id BINARY(16) NOT NULL;

-- When an agent application last said that agents are there: conversations held before that go on.
CREATE TABLE agent_availability (
    application_id BINARY(16) NOT NULL,
    available_at   DATETIME(3) NOT NULL,
    PRIMARY KEY (application_id),
    CONSTRAINT agent_availability_application FOREIGN KEY (application_id) REFERENCES configuration (id) ON DELETE CASCADE
) ENGINE = InnoDB;

ALTER TABLE message
    -- who it went to when it was stored: role and client application of each, as JSON
    ADD COLUMN receivers VARCHAR(1000) CHARACTER SET ascii NULL,
    -- SOFT or PERMANENT, when the customer has deleted it
    ADD COLUMN deletion VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL;
