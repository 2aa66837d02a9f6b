-- What lists are read by, so that reading them takes as long at a company of a million chats as at one of ten thousand. Each index holds all that
-- the list is filtered by: what is passed over is never looked up.

-- A chat is no older than its last message: of chats that started on some days, none stands behind these days in a list.
UPDATE chat SET last_message_at = started_at WHERE last_message_at < started_at;

ALTER TABLE chat
    -- for how long it has gone on, in classes: below 1, 8, 64, 512 and 4,096 hours. Which chats began before a moment and had their last message
    -- behind it, is found by going back from the moment as far as a chat of the class can last.
    ADD COLUMN lasting TINYINT AS (CASE
        WHEN TIMESTAMPDIFF(HOUR, started_at, last_message_at) < 1 THEN 0
        WHEN TIMESTAMPDIFF(HOUR, started_at, last_message_at) < 8 THEN 1
        WHEN TIMESTAMPDIFF(HOUR, started_at, last_message_at) < 64 THEN 2
        WHEN TIMESTAMPDIFF(HOUR, started_at, last_message_at) < 512 THEN 3
        WHEN TIMESTAMPDIFF(HOUR, started_at, last_message_at) < 4096 THEN 4
        ELSE 5 END) STORED,
    ADD KEY chat_by_start (lasting, started_at),
    DROP KEY chat_by_status,
    ADD KEY chat_by_status (status_id, last_message_at, id, department_id, agent_id, started_at, updated_at),
    DROP KEY chat_by_department,
    ADD KEY chat_by_department (department_id, status_id, last_message_at, id, agent_id, started_at, updated_at),
    DROP KEY chat_by_agent,
    ADD KEY chat_by_agent (agent_id, status_id, last_message_at, id, department_id, started_at, updated_at),
    -- on some days: the few that an agent had are looked up
    ADD KEY chat_by_agent_start (agent_id, started_at),
    DROP KEY chat_by_customer,
    ADD KEY chat_by_customer (customer_id, status_id, last_message_at, id, department_id, agent_id, started_at, updated_at),
    DROP KEY chat_by_update,
    ADD KEY chat_by_update (department_id, updated_at, status_id, last_message_at, id, agent_id, started_at),
    -- chat_live leads to chats that wait
    DROP KEY chat_waiting;

ALTER TABLE chat_tag
    -- of a chat that is closed, and does not change any more: what it is listed by
    ADD COLUMN closed_in BIGINT NULL,
    ADD COLUMN started_at DATETIME(3) NULL,
    ADD COLUMN last_message_at DATETIME(3) NULL;

UPDATE chat_tag t JOIN chat c ON c.id = t.chat_id
SET t.closed_in = c.department_id, t.started_at = c.started_at, t.last_message_at = c.last_message_at WHERE c.status_id = 3;

ALTER TABLE chat_tag
    DROP KEY chat_tag_by_tag,
    ADD KEY chat_tag_by_tag (tag_id, last_message_at, chat_id, closed_in, started_at),
    ADD KEY chat_tag_by_department (tag_id, closed_in, last_message_at, chat_id, started_at);
