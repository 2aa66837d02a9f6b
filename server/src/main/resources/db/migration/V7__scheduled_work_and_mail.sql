-- Work that is due at a time: the table of the library db-scheduler, by its names. task_data is JSON; a mail's is encrypted in it.
CREATE TABLE scheduled_tasks (
    task_name            VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    task_instance        VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    task_data            MEDIUMBLOB NULL,
    execution_time       DATETIME(6) NOT NULL,
    picked               BOOLEAN NOT NULL,
    picked_by            VARCHAR(50) CHARACTER SET utf8mb4 NULL,
    last_success         DATETIME(6) NULL,
    last_failure         DATETIME(6) NULL,
    consecutive_failures INT NULL,
    last_heartbeat       DATETIME(6) NULL,
    version              BIGINT NOT NULL,
    priority             SMALLINT NULL,
    PRIMARY KEY (task_name, task_instance),
    KEY scheduled_tasks_by_time (execution_time),
    KEY scheduled_tasks_by_heartbeat (last_heartbeat)
) ENGINE = InnoDB;

-- When somebody was last told by mail that a role's callback cannot be reached: at most once an hour, whichever node notices.
CREATE TABLE unreachable_mail (
    application_id BINARY(16) NOT NULL,
    role           VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    mailed_at      DATETIME(3) NOT NULL,
    PRIMARY KEY (application_id, role),
    CONSTRAINT unreachable_mail_application FOREIGN KEY (application_id) REFERENCES configuration (id) ON DELETE CASCADE
) ENGINE = InnoDB;
