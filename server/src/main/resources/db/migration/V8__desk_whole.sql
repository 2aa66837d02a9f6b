-- The desk whole: tags, comments, canned responses, working hours, password resets, the search for customers, the welcome menu,
-- chats that wait for agents, and the events of the desk.

ALTER TABLE department
    -- 100 characters take up to 12 bytes each as they compare
    MODIFY COLUMN name_key VARBINARY(1200) NOT NULL,
    -- the option while the department is enabled and in the menu, else null: each option stands in the menu once
    ADD COLUMN menu_place INT NULL,
    ADD UNIQUE KEY department_by_menu_place (menu_place);

UPDATE department SET menu_place = welcome_menu_option WHERE enabled = TRUE AND include_in_welcome_menu = TRUE;

CREATE TABLE tag_group (
    id       BIGINT NOT NULL AUTO_INCREMENT,
    name     VARCHAR(255) CHARACTER SET utf8mb4 NOT NULL,
    -- the name as it compares
    name_key VARBINARY(1200) NOT NULL,
    enabled  BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY tag_group_by_name (name_key)
) ENGINE = InnoDB;

CREATE TABLE tag (
    id           BIGINT NOT NULL AUTO_INCREMENT,
    tag_group_id BIGINT NOT NULL,
    name         VARCHAR(255) CHARACTER SET utf8mb4 NOT NULL,
    name_key     VARBINARY(1200) NOT NULL,
    enabled      BOOLEAN NOT NULL,
    -- true until the tag is deleted, then null: chats keep it, its name is free again
    listed       BOOLEAN NULL,
    PRIMARY KEY (id),
    UNIQUE KEY tag_by_name (tag_group_id, name_key, listed),
    CONSTRAINT tag_group_of_tag FOREIGN KEY (tag_group_id) REFERENCES tag_group (id)
) ENGINE = InnoDB;

CREATE TABLE department_tag (
    department_id BIGINT NOT NULL,
    tag_id        BIGINT NOT NULL,
    PRIMARY KEY (department_id, tag_id),
    KEY department_tag_by_tag (tag_id),
    CONSTRAINT department_tag_department FOREIGN KEY (department_id) REFERENCES department (id),
    CONSTRAINT department_tag_tag FOREIGN KEY (tag_id) REFERENCES tag (id)
) ENGINE = InnoDB;

CREATE TABLE chat_tag (
    chat_id BIGINT NOT NULL,
    tag_id  BIGINT NOT NULL,
    PRIMARY KEY (chat_id, tag_id),
    KEY chat_tag_by_tag (tag_id, chat_id),
    CONSTRAINT chat_tag_chat FOREIGN KEY (chat_id) REFERENCES chat (id) ON DELETE CASCADE,
    CONSTRAINT chat_tag_tag FOREIGN KEY (tag_id) REFERENCES tag (id)
) ENGINE = InnoDB;

CREATE TABLE comment (
    id          BIGINT NOT NULL AUTO_INCREMENT,
    customer_id BIGINT NOT NULL,
    chat_id     BIGINT NOT NULL,
    agent_id    BIGINT NOT NULL,
    text        TEXT CHARACTER SET utf8mb4 NOT NULL,
    created     DATETIME(3) NOT NULL,
    PRIMARY KEY (id),
    KEY comment_by_customer (customer_id, created, id),
    CONSTRAINT comment_customer FOREIGN KEY (customer_id) REFERENCES customer (id),
    CONSTRAINT comment_chat FOREIGN KEY (chat_id) REFERENCES chat (id),
    CONSTRAINT comment_agent FOREIGN KEY (agent_id) REFERENCES agent (id)
) ENGINE = InnoDB;

CREATE TABLE canned_response (
    id       BIGINT NOT NULL AUTO_INCREMENT,
    name     VARCHAR(255) CHARACTER SET utf8mb4 NOT NULL,
    name_key VARBINARY(1200) NOT NULL,
    text     TEXT CHARACTER SET utf8mb4 NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY canned_response_by_name (name_key)
) ENGINE = InnoDB;

-- Every day of the week has at least one row once the hours were set; before, there is none, and the desk is always open.
CREATE TABLE working_hours (
    -- Monday is 1
    day        TINYINT NOT NULL,
    position   SMALLINT NOT NULL,
    open       BOOLEAN NOT NULL,
    -- in minutes of the day; null where a closed day was given without times
    start_time SMALLINT NULL,
    end_time   SMALLINT NULL,
    PRIMARY KEY (day, position)
) ENGINE = InnoDB;

CREATE TABLE password_reset (
    code_hash  BINARY(32) NOT NULL,
    agent_id   BIGINT NOT NULL,
    expires_at DATETIME(3) NOT NULL,
    PRIMARY KEY (code_hash),
    KEY password_reset_by_agent (agent_id),
    KEY password_reset_by_expiry (expires_at),
    CONSTRAINT password_reset_agent FOREIGN KEY (agent_id) REFERENCES agent (id) ON DELETE CASCADE
) ENGINE = InnoDB;

ALTER TABLE agent
    -- when this agent was last mailed that chats wait
    ADD COLUMN told_at DATETIME(3) NULL;

ALTER TABLE session
    -- until when one of its event streams is known to be open; moved on while one is
    ADD COLUMN streams_until DATETIME(3) NULL,
    ADD KEY session_by_activity (last_active_at);

ALTER TABLE customer
    -- for the search by the last digits: the digits of the number in E.164, last digit first
    ADD COLUMN mobile_reversed VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL,
    -- the digits of its national form
    ADD COLUMN mobile_national VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD KEY customer_by_mobile (mobile_reversed),
    ADD KEY customer_by_national_mobile (mobile_national);

CREATE TABLE customer_word (
    -- 1 the name, 2 the e-mail address, each as a whole, so that it begins with its first word; 3 a further word of either
    kind        TINYINT NOT NULL,
    -- its first 101 characters, as they compare: no text that is looked for is longer than 100
    word        VARBINARY(404) NOT NULL,
    customer_id BIGINT NOT NULL,
    PRIMARY KEY (kind, word, customer_id),
    KEY customer_word_by_customer (customer_id, word),
    CONSTRAINT customer_word_customer FOREIGN KEY (customer_id) REFERENCES customer (id) ON DELETE CASCADE
) ENGINE = InnoDB;

-- A conversation whose customer has been shown the welcome menu and has not chosen yet.
CREATE TABLE menu_session (
    conversation_id BINARY(16) NOT NULL,
    customer_id     BIGINT NOT NULL,
    account_id      BINARY(16) NOT NULL,
    wrong_answers   INT NOT NULL,
    -- where in the conversation the menu was last shown: what stands before it is no answer
    asked_at        BIGINT NOT NULL,
    -- when the customer's time to answer is over
    due_at          DATETIME(3) NOT NULL,
    PRIMARY KEY (conversation_id),
    KEY menu_session_by_customer (customer_id, account_id),
    KEY menu_session_by_due (due_at),
    CONSTRAINT menu_session_customer FOREIGN KEY (customer_id) REFERENCES customer (id) ON DELETE CASCADE
) ENGINE = InnoDB;

ALTER TABLE chat
    -- since when it waits unassigned; null while it is not
    ADD COLUMN waiting_since DATETIME(3) NULL,
    -- true while the hub holds its conversation because no agent is there, else null
    ADD COLUMN held BOOLEAN NULL,
    ADD KEY chat_held (held, department_id),
    ADD KEY chat_waiting (department_id, waiting_since);

UPDATE chat SET waiting_since = updated_at WHERE status_id = 1;

CREATE TABLE desk_event (
    id                   BIGINT NOT NULL AUTO_INCREMENT,
    -- its place among all events of the desk, without gaps; null until it is numbered, which is after its commit
    number               BIGINT NULL,
    -- of a chat's event; else the event is about the message that the next two name
    chat_id              BIGINT NULL,
    conversation_id      BINARY(16) NULL,
    sequence             BIGINT NULL,
    -- the department that the chat has left with this event
    former_department_id BIGINT NULL,
    occurred_at          DATETIME(3) NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY desk_event_by_number (number)
) ENGINE = InnoDB;

CREATE TABLE desk_event_count (
    id          TINYINT NOT NULL,
    last_number BIGINT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT desk_event_count_is_one CHECK (id = 1)
) ENGINE = InnoDB;

INSERT INTO desk_event_count (id, last_number) VALUES (1, 0);
