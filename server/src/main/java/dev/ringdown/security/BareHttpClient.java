package dev.ringdown.security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.ClosedSelectorException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Apache's HTTP client with everything that it would do by itself switched off, name look-ups included. */
final class BareHttpClient {

    private static final int CONNECTIONS = 512;
    private static final int CONNECTIONS_PER_ADDRESS = 64;
    private static final Timeout CONNECT_TIMEOUT = Timeout.ofSeconds(2);
    /** Below the 5 seconds after which common servers hang up: a request must not meet a closing connection. */
    private static final TimeValue IDLE = TimeValue.ofSeconds(4);
    private static final int HEADER_LINE_LIMIT = 16 * 1024;
    private static final int HEADER_COUNT_LIMIT = 200;

    private static final String ATTEMPT = "ringdown.attempt";

    private static final Logger LOG = LoggerFactory.getLogger(BareHttpClient.class);

    private BareHttpClient() {
    }

    static CloseableHttpAsyncClient start(SSLContext tls, Duration timeLimit, ScheduledExecutorService clock) {
        CloseableHttpAsyncClient client = HttpAsyncClients.custom()
                .setConnectionManager(connections(tls, timeLimit, clock))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(timeLimit))
                        .setResponseTimeout(Timeout.of(timeLimit))
                        .setRedirectsEnabled(false)
                        .setAuthenticationEnabled(false)
                        .setContentCompressionEnabled(false)
                        .setExpectContinueEnabled(false)
                        // Else it offers "Upgrade: TLS/1.2" on plain connections.
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setHttp1Config(Http1Config.custom()
                        .setMaxLineLength(HEADER_LINE_LIMIT)
                        .setMaxHeaderCount(HEADER_COUNT_LIMIT)
                        .build())
                .addExecInterceptorFirst("attempt", BareHttpClient::keepAllSteps)
                .addRequestInterceptorLast((request, entity, context) -> attempt(context).goOnWire())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .evictIdleConnections(IDLE)
                .setIoReactorExceptionCallback(BareHttpClient::threadFailed)
                .setUserAgent("Ringdown")
                .setThreadFactory(new DefaultThreadFactory("outbound", true))
                .build();
        client.start();
        return client;
    }

    /** What a call must come with, so that the attempt can be followed and broken off. */
    static HttpClientContext context(DialAttempt attempt) {
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(ATTEMPT, attempt);
        return context;
    }

    private static DialAttempt attempt(HttpContext context) {
        return (DialAttempt) context.getAttribute(ATTEMPT);
    }

    private static void keepAllSteps(HttpRequest request, AsyncEntityProducer body, AsyncExecChain.Scope scope,
                                     AsyncExecChain chain, AsyncExecCallback callback)
            throws HttpException, IOException {
        AsyncExecChain.Scope followed = new AsyncExecChain.Scope(scope.exchangeId, scope.route, scope.originalRequest,
                attempt(scope.clientContext), scope.clientContext, scope.execRuntime, scope.scheduler,
                scope.execCount);
        chain.proceed(request, body, followed, callback);
    }

    private static void threadFailed(Exception cause) {
        if (cause instanceof ClosedSelectorException) {
            LOG.debug("An I/O thread of the client was closed at work", cause);
        } else {
            LOG.error("An I/O thread of the client failed", cause);
        }
    }

    private static PoolingAsyncClientConnectionManager connections(SSLContext tls, Duration timeLimit,
                                                                  ScheduledExecutorService clock) {
        TlsStrategy checked = ClientTlsStrategyBuilder.create().setSslContext(tls).buildAsync();
        return PoolingAsyncClientConnectionManagerBuilder.create()
                .setDnsResolver(new NoLookups())
                .setTlsStrategy(new TimedTls(checked, clock, timeLimit))
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setHandshakeTimeout(Timeout.of(timeLimit))
                        .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT_TIMEOUT)
                        .setSocketTimeout(Timeout.of(timeLimit))
                        .setIdleTimeout(Timeout.of(IDLE.toDuration()))
                        .build())
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS_PER_ADDRESS)
                .build();
    }

    /** Every target comes with its address; one that does not must fail rather than be looked up unguarded. */
    private static final class NoLookups implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            throw new UnknownHostException(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
            throw new UnknownHostException(host);
        }
    }
}
