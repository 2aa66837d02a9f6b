package dev.ringdown.mail;

import io.micronaut.core.annotation.Nullable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A mail server on this machine that answers as a test says: refusals, STARTTLS, sudden ends. One connection at a time. */
final class ScriptedSmtp implements AutoCloseable {

    final List<String> commands = new CopyOnWriteArrayList<>();
    final List<String> mails = new CopyOnWriteArrayList<>();
    final List<String> commandsInTheClear = new CopyOnWriteArrayList<>();

    private final ServerSocket socket;
    private final @Nullable SSLContext tls;
    private final boolean tlsAtOnce;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile @Nullable Socket latest;

    /** @param tls what it offers STARTTLS with, or begins with; null: no TLS at all */
    ScriptedSmtp(int port, @Nullable SSLContext tls, boolean tlsAtOnce) throws IOException {
        this.socket = new ServerSocket(port, 10, InetAddress.getLoopbackAddress());
        this.tls = tls;
        this.tlsAtOnce = tlsAtOnce;
        thread = new Thread(this::serve, "scripted-smtp");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** @param command the first word, or {@code .} for the end of the mail; the answer {@code end} ends the connection */
    ScriptedSmtp answering(String command, String answer) {
        answers.put(command, answer);
        return this;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket accepted = socket.accept()) {
                latest = accepted;
                talk(accepted);
            } catch (IOException e) {
                // The other side has gone, or this one is closed: the test sees what came of it.
            }
        }
    }

    private void talk(Socket connection) throws IOException {
        Socket current = tlsAtOnce ? encrypted(connection) : connection;
        say(current, "220 scripted");
        BufferedReader in = reader(current);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            commands.add(line);
            if (current == connection) {
                commandsInTheClear.add(line);
            }
            String command = line.split(" ")[0];
            if (command.equals("DATA") && !answers.containsKey("DATA")) {
                say(current, "354 go on");
                StringBuilder mail = new StringBuilder();
                for (String each = in.readLine(); !each.equals("."); each = in.readLine()) {
                    mail.append(each).append('\n');
                }
                if (answers.containsKey(".")) {
                    say(current, answers.get("."));
                } else {
                    mails.add(mail.toString());
                    say(current, "250 taken");
                }
            } else if (answers.containsKey(command)) {
                if (answers.get(command).equals("end")) {
                    return;
                }
                say(current, answers.get(command));
            } else if (command.equals("EHLO") && tls != null && current == connection) {
                say(current, "250-scripted\r\n250 STARTTLS");
            } else if (command.equals("STARTTLS") && tls != null) {
                say(current, "220 begin");
                current = encrypted(connection);
                in = reader(current);
            } else {
                say(current, "250 fine");
            }
        }
    }

    private SSLSocket encrypted(Socket connection) throws IOException {
        SSLSocket encrypted = (SSLSocket) tls.getSocketFactory().createSocket(connection, null, true);
        encrypted.setUseClientMode(false);
        return encrypted;
    }

    private static BufferedReader reader(Socket connection) throws IOException {
        return new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void say(Socket connection, String answer) throws IOException {
        connection.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Its port is free afterwards: a socket that a thread still waits at is only closed when that thread has noticed. */
    @Override
    public void close() throws IOException {
        socket.close();
        Socket last = latest;
        if (last != null) {
            last.close();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
