-- Who reports are mailed to, and when.

CREATE TABLE recipient (
    id    BIGINT NOT NULL AUTO_INCREMENT,
    name  VARCHAR(255) CHARACTER SET utf8mb4 NOT NULL,
    email VARCHAR(255) CHARACTER SET utf8mb4 NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB;

-- Days are numbers of days since 1970-01-01 in the company's calendar, whatever its time zone.
CREATE TABLE report_schedule (
    id           BIGINT NOT NULL AUTO_INCREMENT,
    recipient_id BIGINT NOT NULL,
    report_id    BIGINT NOT NULL,
    file_format  VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    period       VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- the days of the week, a bit for each: 1 Monday, 2 Tuesday, 4 Wednesday ...
    weekdays     TINYINT NOT NULL,
    -- in minutes since midnight, as the company's clocks show it
    time_of_day  SMALLINT NOT NULL,
    -- the last day that is dealt with: each day is at most once
    handled_day  INT NOT NULL,
    -- when there is something to do next, as far as is known in that time zone: the next time, or a further attempt at the last
    due_at       DATETIME(3) NOT NULL,
    time_zone    VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    -- how often the report of the day that is due could not be made
    attempts     INT NOT NULL,
    last_due_at  DATETIME(3) NULL,
    -- the last day whose report was mailed, and when
    sent_day     INT NULL,
    sent_at      DATETIME(3) NULL,
    -- the day whose report failed last, until it or a later one is mailed
    failed_day   INT NULL,
    failed_at    DATETIME(3) NULL,
    failure      VARCHAR(255) CHARACTER SET utf8mb4 NULL,
    retry_at     DATETIME(3) NULL,
    PRIMARY KEY (id),
    KEY report_schedule_by_recipient (recipient_id, id),
    KEY report_schedule_by_due (due_at, id),
    KEY report_schedule_by_zone (time_zone, id),
    CONSTRAINT report_schedule_recipient FOREIGN KEY (recipient_id) REFERENCES recipient (id) ON DELETE CASCADE
) ENGINE = InnoDB;
