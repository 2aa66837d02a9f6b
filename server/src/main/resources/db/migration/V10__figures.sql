-- What is counted of the desk: facts, written with the changes that they are of, and the figures that they are rolled up to.

ALTER TABLE chat
    -- when an agent first had it; stays, where assigned_at goes
    ADD COLUMN first_assigned_at DATETIME(3) NULL,
    -- whether its customer had written in before it started
    ADD COLUMN returning_customer BOOLEAN NOT NULL DEFAULT FALSE,
    -- what goes on now, by department: closed chats stand apart from it, however many
    ADD KEY chat_live (active, department_id, status_id, waiting_since);

UPDATE chat SET first_assigned_at = assigned_at;
UPDATE chat c JOIN (SELECT customer_id, MIN(id) AS id FROM chat GROUP BY customer_id) first ON first.customer_id = c.customer_id
SET c.returning_customer = TRUE WHERE c.id > first.id;

ALTER TABLE agent
    -- who is there now
    ADD KEY agent_by_status (enabled, status_id);

ALTER TABLE chat_tag
    -- where and when it was put on: there it counts, and no longer once it is taken off
    ADD COLUMN department_id BIGINT NULL,
    ADD COLUMN put_on_at DATETIME(3) NULL;

UPDATE chat_tag t JOIN chat c ON c.id = t.chat_id SET t.department_id = c.department_id, t.put_on_at = c.started_at;

ALTER TABLE chat_tag
    MODIFY COLUMN department_id BIGINT NOT NULL,
    MODIFY COLUMN put_on_at DATETIME(3) NOT NULL;

-- Something that counts: only ever added, and kept, so that all figures can be made anew from it. No foreign keys: what is named here is never
-- deleted, and a key would lock the rows that it leads to.
CREATE TABLE desk_fact (
    id            BIGINT NOT NULL AUTO_INCREMENT,
    -- desk/figure/FactKind
    kind          TINYINT NOT NULL,
    -- the moment at which it counts
    occurred_at   DATETIME(3) NOT NULL,
    chat_id       BIGINT NULL,
    department_id BIGINT NULL,
    agent_id      BIGINT NULL,
    tag_id        BIGINT NULL,
    -- -1 takes an earlier one back
    amount        TINYINT NOT NULL,
    -- how long it took, where that counts
    millis        BIGINT NULL,
    -- the number of the fold that brought it into the figures; null before
    fold          BIGINT NULL,
    PRIMARY KEY (id),
    KEY desk_fact_by_fold (fold, id)
) ENGINE = InnoDB;

-- One row: whoever brings facts into figures holds it, so that folds follow each other.
CREATE TABLE desk_fold (
    id        TINYINT NOT NULL,
    last_fold BIGINT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT desk_fold_is_one CHECK (id = 1)
) ENGINE = InnoDB;

INSERT INTO desk_fold (id, last_fold) VALUES (1, 0);

-- A whole set of figures, by days of one time zone. Another is built beside it when the company's time zone changes, or to see that both agree.
CREATE TABLE figure_set (
    id         BIGINT NOT NULL AUTO_INCREMENT,
    time_zone  VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- facts of folds up to this one are brought in by building, those of later folds with their fold
    first_fold BIGINT NOT NULL,
    -- building goes through the facts up to the one, and has come to the other
    last_fact  BIGINT NOT NULL,
    built_to   BIGINT NOT NULL,
    -- true of the one set that is read, else null
    active     BOOLEAN NULL,
    -- no longer read, or never to be: its figures are deleted in portions, and it with the last of them
    retired    BOOLEAN NOT NULL DEFAULT FALSE,
    -- how many figures were unlike those of the set whose place it took, and which, for people; null: they were not compared
    unlike     INT NULL,
    examples   TEXT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY figure_set_active (active)
) ENGINE = InnoDB;

INSERT INTO figure_set (time_zone, first_fold, last_fact, built_to, active)
SELECT COALESCE((SELECT value FROM setting WHERE name = 'TimeZone'), 'UTC'), 0, 0, 0, TRUE;

-- What is counted in a block of days, as a sum of facts. Blocks of 1, 4, 16, 64, 256 and 1,024 days, so that any span is a few blocks.
CREATE TABLE figure (
    set_id        BIGINT NOT NULL,
    -- desk/figure/Scope: of the company, of each department, of each tag, of each tag in a department
    scope         TINYINT NOT NULL,
    kind          TINYINT NOT NULL,
    -- length of the block
    days          SMALLINT NOT NULL,
    -- the days since 1970-01-01, divided by that length
    block         INT NOT NULL,
    -- 0 of the company and its tags
    department_id BIGINT NOT NULL,
    -- the tag; 0 of company and department
    subject_id    BIGINT NOT NULL,
    amount        BIGINT NOT NULL,
    -- facts with a length of time, its sum and its greatest
    timed         BIGINT NOT NULL,
    millis        BIGINT NOT NULL,
    longest       BIGINT NULL,
    PRIMARY KEY (set_id, scope, kind, days, block, department_id, subject_id)
) ENGINE = InnoDB;

-- The same of agents, with all kinds in one row: a report reads those of every agent of the company. Sums alone, so that a span may also be what
-- is left of a longer block.
CREATE TABLE agent_figure (
    set_id           BIGINT NOT NULL,
    -- 0: in all departments
    department_id    BIGINT NOT NULL,
    days             SMALLINT NOT NULL,
    block            INT NOT NULL,
    agent_id         BIGINT NOT NULL,
    assigned         BIGINT NOT NULL,
    responded        BIGINT NOT NULL,
    responded_timed  BIGINT NOT NULL,
    responded_millis BIGINT NOT NULL,
    closed           BIGINT NOT NULL,
    closed_timed     BIGINT NOT NULL,
    closed_millis    BIGINT NOT NULL,
    PRIMARY KEY (set_id, department_id, days, block, agent_id)
) ENGINE = InnoDB;

-- How many closed chats there are in the lists that grow for as long as the desk is there. Closed chats stay in their lists: they are counted by the
-- fold of their closing, and never taken off.
CREATE TABLE closed_chats (
    -- desk/figure/ClosedChats: of the company, of each agent, of each customer, with each tag
    listing       TINYINT NOT NULL,
    -- agent, customer or tag; 0 of the company
    subject_id    BIGINT NOT NULL,
    department_id BIGINT NOT NULL,
    chats         BIGINT NOT NULL,
    PRIMARY KEY (listing, subject_id, department_id)
) ENGINE = InnoDB;

-- The chats that there are already, as far as it is known of them; the rest is brought into the figures by the first fold.
INSERT INTO desk_fact (kind, occurred_at, chat_id, department_id, agent_id, tag_id, amount, millis)
SELECT CASE WHEN returning_customer THEN 2 ELSE 1 END, started_at, id, department_id, NULL, NULL, 1, NULL FROM chat;
INSERT INTO desk_fact (kind, occurred_at, chat_id, department_id, agent_id, tag_id, amount, millis)
SELECT 5, assigned_at, id, department_id, agent_id, NULL, 1, NULL FROM chat WHERE assigned_at IS NOT NULL;
INSERT INTO desk_fact (kind, occurred_at, chat_id, department_id, agent_id, tag_id, amount, millis)
SELECT 6, first_response_at, id, department_id, agent_id, NULL, 1, TIMESTAMPDIFF(MICROSECOND, started_at, first_response_at) DIV 1000
FROM chat WHERE first_response_at IS NOT NULL;
INSERT INTO desk_fact (kind, occurred_at, chat_id, department_id, agent_id, tag_id, amount, millis)
SELECT 7, closed_at, id, department_id, agent_id, NULL, 1, TIMESTAMPDIFF(MICROSECOND, first_assigned_at, closed_at) DIV 1000
FROM chat WHERE closed_at IS NOT NULL;
INSERT INTO desk_fact (kind, occurred_at, chat_id, department_id, agent_id, tag_id, amount, millis)
SELECT 8, put_on_at, chat_id, department_id, NULL, tag_id, 1, NULL FROM chat_tag;
