package dev.ringdown.store;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.event.ExecutionChain;
import com.github.kagkarlsson.scheduler.exceptions.FailedToScheduleBatchException;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.MySQLBaseJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.serializer.JacksonSerializer;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.OnStartup;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.micronaut.context.BeanContext;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that is due at a time, kept in the database and done by whichever node comes first: by one at a time, and at least once (a node that
 * dies over it is replaced by another after two minutes). Every bean of type {@link Task} is such work; the time is that of our {@link Clock}.
 *
 * <p>Work that recurs is a public method of the class that it belongs to, and a bean that does no more than call it:
 *
 * <pre>{@code
 * @Singleton
 * Task<Void> conversationTimeouts(Timeouts timeouts) {
 *     return ScheduledWork.every("conversation-timeouts", Duration.ofSeconds(10), timeouts::endThoseDue);
 * }
 * }</pre>
 *
 * so that a test with a replaced clock moves the time and calls the method. Nothing is done by itself where no server runs, as in most tests.
 *
 * <p>Work takes one of a few threads as long as it lasts: it opens transactions of its own, short ones, and does not wait long for others. A
 * failure is logged at the first of several in a row and tried again as the task says.
 */
@Singleton
public class ScheduledWork {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduledWork.class);

    private static final int THREADS = 8;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(20);
    private static final int MISSED_HEARTBEATS = 6;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);
    private static final int LONGEST_HOST_NAME = 36;

    /** JSON, that of the library: its own classes are in it. */
    private static final Serializer SERIALIZER = new JacksonSerializer();
    /** What MySQL and MariaDB share. Not asked of the database, which may be away at the moment. */
    private static final JdbcCustomization DATABASE = new MySQLBaseJdbcCustomization(true);

    private final BeanContext beans;
    private final DataSource dataSource;
    private final Transactions transactions;
    private final Clock clock;
    private final SchedulerClient client;
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private PatientDataSource patient;
    private volatile Scheduler scheduler;

    ScheduledWork(BeanContext beans, DataSource dataSource, Transactions transactions, Clock clock) {
        this.beans = beans;
        this.dataSource = dataSource;
        this.transactions = transactions;
        this.clock = clock;
        // The framework's own data source gives the connection of the transaction around the call.
        this.client = SchedulerClient.Builder.create(dataSource).serializer(SERIALIZER).jdbcCustomization(DATABASE).build();
    }

    /**
     * Work that is done again and again: once at a time in the whole cluster, and so long after its last end.
     *
     * @param name of the work in the database: never changed, and unlike all others
     * @param work what is done; an exception means that it is tried again after the same pause
     */
    public static Task<Void> every(String name, Duration pause, Runnable work) {
        return Tasks.recurring(name, FixedDelay.of(pause)).execute((instance, context) -> work.run());
    }

    /**
     * Puts a piece of work down to be done at a time, at once if that has come. It is part of the transaction around the call: committed with
     * it, or never there. Without one it is there when this returns.
     *
     * @param work an instance of a task that is a bean, with an id (ASCII, at most 100 characters) and data that can be written as JSON
     * @return whether it is new: false when that task has work of that id already, which is left as it is
     */
    public <T> boolean once(TaskInstance<T> work, Instant at) {
        return transactions.inTransaction(() -> {
            try {
                // Not the call for a single one: that takes any failure, a deadlock too, for a duplicate first.
                client.scheduleBatch(List.of(work), at);
            } catch (FailedToScheduleBatchException e) {
                if (DatabaseErrors.isDuplicateKey(e)) {
                    return false;
                }
                throw e;
            }
            if (!at.isAfter(clock.instant())) {
                transactions.afterCommit(this::wake);
            }
            return true;
        });
    }

    private void wake() {
        Scheduler running = scheduler;
        if (running != null) {
            running.triggerCheckForDueExecutions();
        }
    }

    @EventListener
    synchronized void onStartup(ServerStartupEvent event) {
        List<? extends Task<?>> tasks = beans.getBeansOfType(Task.class).stream().map(task -> (Task<?>) task).toList();
        patient = new PatientDataSource(DelegatingDataSource.unwrapDataSource(dataSource));
        Scheduler made = Scheduler.create(patient, tasks.stream().filter(task -> !(task instanceof OnStartup)).<Task<?>>map(task -> task).toList())
                .startTasks(recurring(tasks))
                .schedulerName(new SchedulerName.Fixed(nodeName()))
                .clock(clock::instant)
                .serializer(SERIALIZER)
                .jdbcCustomization(DATABASE)
                .threads(THREADS)
                .executorService(Executors.newFixedThreadPool(THREADS, ScheduledWork::worker))
                .pollingInterval(LOOK_EVERY)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(LONGEST_STOP)
                // The interceptor says it, and once.
                .failureLogging(LogLevel.OFF, false)
                .addExecutionInterceptor(this::execute)
                .build();
        made.start();
        scheduler = made;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Task<?> & OnStartup> List<T> recurring(List<? extends Task<?>> tasks) {
        return tasks.stream().filter(OnStartup.class::isInstance).map(task -> (T) task).toList();
    }

    private static Thread worker(Runnable loop) {
        Thread thread = new Thread(loop, "scheduled-work");
        thread.setUncaughtExceptionHandler((ended, e) -> {
            // Nodes of a cluster of databases tell the second of two servers that take the same work of a deadlock, and not that it was late.
            if (Transactions.wasRolledBack(e)) {
                LOG.debug("Scheduled work was taken by another node", e);
            } else {
                LOG.error("Scheduled work could not be taken, and will be tried again", e);
            }
        });
        return thread;
    }

    private CompletionHandler<?> execute(TaskInstance<?> work, ExecutionContext context, ExecutionChain chain) {
        try {
            CompletionHandler<?> completion = chain.proceed(work, context);
            failing.remove(work.getTaskName());
            return completion;
        } catch (RuntimeException | Error e) {
            if (failing.add(work.getTaskName())) {
                LOG.warn("The scheduled work {} has failed and will be tried again", work.getTaskName(), e);
            }
            throw e;
        }
    }

    private static String nodeName() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "unknown";
        }
        return host.substring(0, Math.min(host.length(), LONGEST_HOST_NAME)) + ":" + ProcessHandle.current().pid();
    }

    /** Before the pool goes: lets what is under way come to its end, so that it is not done again. */
    @EventListener
    synchronized void onShutdown(ShutdownEvent event) {
        if (scheduler != null) {
            patient.end();
            scheduler.stop();
            scheduler = null;
        }
    }
}
