-- Who lanes lead to: a short list, by which a node finds where something is due without reading lanes that rest.
CREATE TABLE lane_receiver (
    application_id BINARY(16) NOT NULL,
    role           VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (application_id, role)
) ENGINE = InnoDB;

INSERT INTO lane_receiver (application_id, role) SELECT DISTINCT application_id, role FROM lane;

UPDATE lane SET due_at = '9999-12-31 00:00:00' WHERE due_at IS NULL;

ALTER TABLE lane
    -- the delivery that is tried again by hand, on a lane of its own; zero: the ordinary lane of the conversation
    ADD COLUMN retry_of BINARY(16) NOT NULL DEFAULT 0x00000000000000000000000000000000 AFTER role,
    -- how many of its deliveries wait. A sender writes it, which holds the row until it commits, so that a worker who has delivered
    -- the last message cannot put the lane to rest meanwhile.
    ADD COLUMN waiting INT NOT NULL DEFAULT 0 AFTER retry_of,
    -- what is on it waits for its release
    ADD COLUMN held BOOLEAN NOT NULL DEFAULT FALSE AFTER waiting,
    -- the end of days instead of null while it rests: sorted last, so that the first of a receiver's lanes is the one that is due first
    MODIFY COLUMN due_at DATETIME(3) NOT NULL,
    DROP COLUMN last_sequence,
    DROP INDEX lane_by_receiver,
    ADD UNIQUE KEY lane_by_receiver (conversation_id, application_id, role, retry_of),
    DROP INDEX lane_by_due,
    ADD KEY lane_by_due (application_id, role, due_at);

UPDATE lane l SET waiting = (SELECT COUNT(*) FROM delivery d WHERE d.lane_id = l.id AND d.state = 'WAITING');

ALTER TABLE delivery
    ADD COLUMN application_id BINARY(16) NULL AFTER id,
    -- when it is given up; null while it is held: its life has not begun
    ADD COLUMN expires_at DATETIME(3) NULL AFTER created,
    -- of the last attempt: milliseconds, and what was answered
    ADD COLUMN last_duration INT NULL AFTER last_attempt_at,
    ADD COLUMN last_status SMALLINT NULL AFTER last_duration;

UPDATE delivery d JOIN lane l ON l.id = d.lane_id JOIN conversation c ON c.id = l.conversation_id
SET d.application_id = l.application_id,
    d.expires_at = CASE WHEN c.ended_at IS NOT NULL AND c.ended_at >= d.created
        THEN LEAST(d.created + INTERVAL 24 HOUR, c.ended_at + INTERVAL 1 HOUR) ELSE d.created + INTERVAL 24 HOUR END;

-- Each failed attempt; the one that succeeded stands in the delivery itself.
CREATE TABLE delivery_attempt (
    delivery_id  BINARY(16) NOT NULL,
    number       INT NOT NULL,
    attempted_at DATETIME(3) NOT NULL,
    -- in milliseconds
    duration     INT NOT NULL,
    -- what was answered, if anything
    status       SMALLINT NULL,
    error        VARCHAR(255) CHARACTER SET utf8mb4 NOT NULL,
    PRIMARY KEY (delivery_id, number),
    CONSTRAINT delivery_attempt_delivery FOREIGN KEY (delivery_id) REFERENCES delivery (id) ON DELETE CASCADE
) ENGINE = InnoDB;

INSERT INTO delivery_attempt (delivery_id, number, attempted_at, duration, status, error)
SELECT id, attempts, last_attempt_at, 0, NULL, last_error FROM delivery
WHERE state <> 'DELIVERED' AND last_attempt_at IS NOT NULL AND last_error IS NOT NULL AND last_error NOT LIKE 'given up:%';

-- The two lists of what is open, oldest first: ids are UUIDv7. What is delivered stands in them too, in places that nobody reads.
ALTER TABLE delivery
    MODIFY COLUMN application_id BINARY(16) NOT NULL,
    DROP COLUMN last_error,
    ADD KEY delivery_by_state (state, id),
    ADD KEY delivery_by_application (application_id, state, id);
