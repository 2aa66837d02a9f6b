package dev.ringdown.hub.configuration;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.ringdown.hub.HubErrorCode;
import dev.ringdown.hub.HubException;
import dev.ringdown.store.DatabaseErrors;
import dev.ringdown.store.Keys;
import dev.ringdown.store.Transactions;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The one life that all six configuration resources have: made, listed, read, replaced, deleted. Changes are made one after the
 * other on all nodes, so that what a change was checked against still holds when it is committed; a change is in force on this
 * node when its call returns, and on every other within a second.
 */
@Singleton
public class ConfigurationService {

    private static final int USERS_NAMED = 10;

    private final ConfigurationRepository repository;
    private final DocumentFormat format;
    private final ConfigurationTypes types;
    private final CurrentConfiguration current;
    private final Transactions transactions;
    private final List<ConfigurationGuard> guards;
    private final Clock clock;

    ConfigurationService(ConfigurationRepository repository, DocumentFormat format, ConfigurationTypes types, CurrentConfiguration current,
                         Transactions transactions, List<ConfigurationGuard> guards, Clock clock) {
        this.repository = repository;
        this.format = format;
        this.types = types;
        this.current = current;
        this.transactions = transactions;
        this.guards = guards;
        this.clock = clock;
    }

    /**
     * @return the id of the new resource
     * @throws HubException 400-120 a name or key is taken, 400-121 a resource that it refers to does not exist
     */
    public <D extends ConfigurationDocument> UUID create(ConfigurationType<D> type, D document) {
        return create(type, UuidCreator.getTimeOrderedEpoch(), document);
    }

    /** As {@link #create(ConfigurationType, ConfigurationDocument)}, for a resource of the server's own whose id is fixed. */
    public <D extends ConfigurationDocument> UUID create(ConfigurationType<D> type, UUID id, D document) {
        transactions.inTransaction(() -> {
            long version = current.change();
            checkReferences(type, document);
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            repository.save(new ConfigurationRow(id, type.kind(), format.write(document, id), now, now, version));
            keep(type, id, document);
        });
        committed();
        return id;
    }

    /** @throws HubException 404-101 */
    public <D extends ConfigurationDocument> Configured<D> get(ConfigurationType<D> type, UUID id) {
        return find(type, id).orElseThrow(() -> HubException.notFound(type.label()));
    }

    /**
     * A page of the resources of a kind, in the order of their creation.
     *
     * @param pagenum from 1; a page behind the last is empty
     */
    public <D extends ConfigurationDocument> ConfigurationPage<D> list(ConfigurationType<D> type, int pagenum, int pagesize) {
        List<Configured<D>> resources = repository.list(type.kind(), pagesize, (pagenum - 1L) * pagesize).stream()
                .map(row -> format.read(row, type))
                .toList();
        return new ConfigurationPage<>(repository.count(type.kind()), pagenum, pagesize, resources);
    }

    /**
     * Puts another document in the place of the one there is.
     *
     * @param known       the state that the caller has seen; null replaces whatever is there
     * @param replacement makes the new document of the stored one, whose secrets the caller need not repeat
     * @throws HubException 404-101, 400-120, 400-121, 400-122 it is the server's own, 400-123 it is not in the state that the caller has seen
     */
    public <D extends ConfigurationDocument> void replace(ConfigurationType<D> type, UUID id, @Nullable Instant known,
                                                          UnaryOperator<D> replacement) {
        transactions.inTransaction(() -> {
            long version = current.change();
            Configured<D> stored = get(type, id);
            guards.forEach(guard -> guard.checkReplace(type, id));
            if (known != null && !known.equals(stored.modified())) {
                throw HubException.ofField(HubErrorCode.MODIFIED_MEANWHILE, "modified",
                        "The " + type.label() + " was modified meanwhile: read it again.").with("modified", stored.modified().toString());
            }
            D document = replacement.apply(stored.document());
            checkReferences(type, document);
            String fixed = document.fixedWhileInUse(stored.document());
            if (fixed != null) {
                checkUnused(type, id, "cannot change its " + fixed);
            }
            repository.forgetReferences(id);
            repository.release(id);
            repository.replace(id, format.write(document, id), after(stored.modified()), version);
            keep(type, id, document);
            checkUsers(type, id);
        });
        committed();
    }

    /** @throws HubException 404-101, 400-122 something still uses it, or it is the server's own */
    public void delete(ConfigurationType<?> type, UUID id) {
        transactions.inTransaction(() -> {
            current.change();
            get(type, id);
            guards.forEach(guard -> guard.checkDelete(type, id));
            checkUnused(type, id, "cannot be deleted");
            try {
                repository.delete(id);
            } catch (DataAccessException e) {
                // A conversation that began between the look and the deletion.
                if (DatabaseErrors.isForeignKeyViolation(e)) {
                    throw inUse(type, "cannot be deleted");
                }
                throw e;
            }
            guards.forEach(guard -> guard.deleted(type, id));
        });
        committed();
    }

    /**
     * Does something that only holds as long as a resource is what it is, with all changes of the configuration held off.
     *
     * @throws HubException 404-101
     */
    public <D extends ConfigurationDocument, T> T holding(ConfigurationType<D> type, UUID id, Function<Configured<D>, T> work) {
        return transactions.inTransaction(() -> {
            current.change();
            return work.apply(get(type, id));
        });
    }

    private void committed() {
        current.refresh();
        guards.forEach(ConfigurationGuard::committed);
    }

    private <D extends ConfigurationDocument> Optional<Configured<D>> find(ConfigurationType<D> type, UUID id) {
        return repository.find(id, type.kind()).map(row -> format.read(row, type));
    }

    private void checkReferences(ConfigurationType<?> type, ConfigurationDocument document) {
        for (Reference reference : document.references()) {
            if (repository.find(reference.id(), reference.type().kind()).isEmpty()) {
                throw HubException.ofField(HubErrorCode.REFERENCE_NOT_FOUND, reference.field(),
                        "There is no " + reference.type().label() + " with the id that " + reference.field() + " gives.");
            }
        }
        document.check(this::find);
    }

    private void keep(ConfigurationType<?> type, UUID id, ConfigurationDocument document) {
        document.references().stream()
                .collect(Collectors.toMap(Reference::id, Reference::type, (one, same) -> one))
                .forEach((target, targetType) -> repository.refer(id, type.kind(), target, targetType.kind()));
        for (UniqueKey key : document.uniqueKeys()) {
            try {
                repository.take(type.kind(), Keys.bytes(key.value()), id);
            } catch (DataAccessException e) {
                if (DatabaseErrors.isDuplicateKey(e)) {
                    throw HubException.ofField(HubErrorCode.TAKEN, key.field(),
                            "Another " + type.label() + " has this " + key.field() + " already.");
                }
                throw e;
            }
        }
        guards.forEach(guard -> guard.kept(type, id, document));
    }

    /** What refers to a resource may rely on more than that it exists: on a role, a type, a part of it. */
    private void checkUsers(ConfigurationType<?> type, UUID id) {
        for (ConfigurationRow row : repository.users(id, Integer.MAX_VALUE)) {
            try {
                format.read(row, types.of(row.kind())).document().check(this::find);
            } catch (HubException broken) {
                throw new HubException(HubErrorCode.IN_USE, "The " + type.label() + " is in use for what this change would take away.")
                        .with("usedBy", row.kind().label() + " " + row.id());
            }
        }
    }

    private void checkUnused(ConfigurationType<?> type, UUID id, String consequence) {
        List<ConfigurationRow> users = repository.users(id, USERS_NAMED);
        if (!users.isEmpty()) {
            HubException refusal = inUse(type, consequence);
            for (ConfigurationRow user : users) {
                refusal = refusal.with("usedBy", user.kind().label() + " " + user.id());
            }
            throw refusal;
        }
        long conversations = repository.openConversationsOn(id);
        if (conversations > 0) {
            throw inUse(type, consequence).with("openConversations", Long.toString(conversations));
        }
    }

    private static HubException inUse(ConfigurationType<?> type, String consequence) {
        return new HubException(HubErrorCode.IN_USE, "The " + type.label() + " is in use and " + consequence + ".");
    }

    /** Later than the state before, even within one millisecond or when the clock was set back: it tells states apart. */
    private Instant after(Instant before) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return now.isAfter(before) ? now : before.plusMillis(1);
    }
}
