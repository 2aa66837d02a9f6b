package dev.ringdown.desk.agent;

import dev.ringdown.desk.settings.DeskSettings;
import dev.ringdown.mail.Mail;
import dev.ringdown.mail.MailQueue;
import jakarta.inject.Singleton;

/** What agents are mailed so that they can set a password, in the company's name. */
@Singleton
class PasswordMails {

    private final MailQueue mails;
    private final DeskSettings settings;

    PasswordMails(MailQueue mails, DeskSettings settings) {
        this.mails = mails;
        this.settings = settings;
    }

    /** Whether mails are sent at all. */
    boolean areSent() {
        return mails.hasMailServer();
    }

    /** Queues the mail to a new agent, in the transaction around the call. */
    void welcome(Agent agent, String url) {
        String company = company();
        mails.send(new Mail("welcome of agent " + agent.id(), agent.email(), company + ": your account at the agent desk", """
                Hello %s,

                you have an account at the agent desk of %s.

                User name:  %s
                Password:   set it here, within one hour

                %s

                The address works once. If the hour is over, ask your desk application for a new one ("forgotten password").
                Do not pass this mail on: whoever has the address can set your password.
                """.formatted(Mail.line(agent.name()), company, agent.email(), url)));
    }

    /** Queues the mail to an agent who asks for a new password, in the transaction around the call. */
    void reset(Agent agent, String url) {
        String company = company();
        mails.send(new Mail("password reset of agent " + agent.id(), agent.email(), company + ": set a new password", """
                Hello %s,

                a new password was asked for, for your account at the agent desk of %s.

                User name:  %s
                Password:   set it here, within one hour

                %s

                The address works once. Your present password works until you set another one.
                If it was not you who asked, you need not do anything. Do not pass this mail on: whoever has the address can set your password.
                """.formatted(Mail.line(agent.name()), company, agent.email(), url)));
    }

    private String company() {
        return Mail.line(settings.companyName());
    }
}
