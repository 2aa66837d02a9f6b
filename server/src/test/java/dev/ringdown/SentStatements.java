package dev.ringdown;

import com.mysql.cj.MysqlConnection;
import com.mysql.cj.PreparedQuery;
import com.mysql.cj.Query;
import com.mysql.cj.interceptors.QueryInterceptor;
import com.mysql.cj.log.Log;
import com.mysql.cj.protocol.Resultset;
import com.mysql.cj.protocol.ServerSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;

/** Which statements a call sends to the database, with the values of their parameters. The driver tells; {@link #SETTINGS} make it. */
public final class SentStatements implements QueryInterceptor {

    /** Of a context whose statements are to be seen. */
    public static final Map<String, Object> SETTINGS = Map.of("datasources.default.data-source-properties.queryInterceptors", SentStatements.class.getName());

    private static final ThreadLocal<List<String>> SEEN = new ThreadLocal<>();

    /** In their order; those of this thread. */
    public static List<String> of(Runnable call) {
        List<String> seen = new ArrayList<>();
        SEEN.set(seen);
        try {
            call.run();
        } finally {
            SEEN.remove();
        }
        return seen;
    }

    @Override
    public <T extends Resultset> T preProcess(Supplier<String> sql, Query query) {
        List<String> seen = SEEN.get();
        if (seen != null) {
            seen.add(query instanceof PreparedQuery prepared ? prepared.asSql() : sql.get());
        }
        return null;
    }

    @Override
    public QueryInterceptor init(MysqlConnection connection, Properties properties, Log log) {
        return this;
    }

    @Override
    public boolean executeTopLevelOnly() {
        return true;
    }

    @Override
    public void destroy() {
        // Nothing is held.
    }

    @Override
    public <T extends Resultset> T postProcess(Supplier<String> sql, Query query, T original, ServerSession session) {
        return null;
    }
}
