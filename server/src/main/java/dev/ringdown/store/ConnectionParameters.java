package dev.ringdown.store;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * The parameters of Connector/J that every connection has, whatever the URL.
 *
 * <p>Set as properties of the pool: a parameter in the URL of an outside database wins over them, except the two for time, which must not differ.
 */
final class ConnectionParameters {

    /** Without these, instants go through the zone of the JVM or of the server, and differ between two nodes. */
    private static final Map<String, String> REQUIRED = Map.of(
            "connectionTimeZone", "UTC",
            "forceConnectionTimeZoneToSession", "true");

    private static final Map<String, String> DEFAULTS = defaults();

    private ConnectionParameters() {
    }

    private static Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        // One prepared statement per connection and SQL text, parsed once by the server.
        defaults.put("useServerPrepStmts", "true");
        defaults.put("cachePrepStmts", "true");
        defaults.put("prepStmtCacheSize", "250");
        defaults.put("prepStmtCacheSqlLimit", "4096");
        // The pool asks for autocommit and isolation often; the driver knows them without asking the server.
        defaults.put("useLocalSessionState", "true");
        // That a statement only reads is no news to the server; each of them would cost two more questions.
        defaults.put("readOnlyPropagatesToServer", "false");
        // A literal compares in the same way on every server; each has another default.
        defaults.put("connectionCollation", "utf8mb4_unicode_ci");
        // A node that is gone without a word must not hold a thread for as long as TCP would.
        defaults.put("connectTimeout", "5000");
        defaults.put("socketTimeout", "60000");
        defaults.put("sessionVariables", String.join(",",
                // A request gives up long before its caller does; the default of 50 s would hold the pool.
                "innodb_lock_wait_timeout=10",
                // Long lists are ids of a page, and find few rows of each: to look for every id while planning takes as long as to read its rows.
                // Lists of departments are shorter, and find so different numbers of rows that MySQL without looking would go through all of them.
                "eq_range_index_dive_limit=64"));
        // Not rewriteBatchedStatements: it answers "unknown" for the rows changed, and conditional updates live by that number.
        return defaults;
    }

    /**
     * Adds the parameters to the pool's configuration.
     *
     * @throws DatabaseRefusedException if the URL asks for another time zone than UTC
     */
    static void addTo(DatasourceConfiguration pool) {
        refuseOtherTimeZone(pool.getUrl());
        Properties properties = pool.getDataSourceProperties();
        DEFAULTS.forEach(properties::putIfAbsent);
        properties.putAll(REQUIRED);
    }

    private static void refuseOtherTimeZone(String url) {
        int query = url.indexOf('?');
        String[] parameters = query < 0 ? new String[0] : url.substring(query + 1).split("&");
        for (String parameter : parameters) {
            String name = parameter.replaceFirst("=.*", "");
            // serverTimezone is the old name of connectionTimeZone.
            String current = name.equalsIgnoreCase("serverTimezone") ? "connectionTimeZone" : name;
            REQUIRED.forEach((required, value) -> {
                if (current.equalsIgnoreCase(required)
                        && !parameter.toLowerCase(Locale.ROOT).equals((name + "=" + value).toLowerCase(Locale.ROOT))) {
                    throw new DatabaseRefusedException("datasources.default.url says " + parameter + ": Ringdown needs " + required + "=" + value
                            + " and sets it by itself; leave the parameter out.");
                }
            });
        }
    }
}
