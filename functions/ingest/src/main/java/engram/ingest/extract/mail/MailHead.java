package engram.ingest.extract.mail;

import java.util.stream.Collectors;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.address.AddressList;
import org.apache.james.mime4j.dom.address.MailboxList;

/// What is above the text of a mail, and of one that is forwarded in it: a line each.
final class MailHead {

    private MailHead() {}

    static String of(Message message) {
        StringBuilder head = new StringBuilder();
        line(head, "Subject", message.getSubject() == null ? "" : message.getSubject());
        line(head, "From", mailboxes(message.getFrom()));
        line(head, "To", addresses(message.getTo()));
        line(head, "Cc", addresses(message.getCc()));
        line(head, "Date", message.getDate() == null ? "" : message.getDate().toInstant().toString());
        return head.toString();
    }

    static String mailboxes(MailboxList mailboxes) {
        return mailboxes == null
                ? ""
                : mailboxes.stream()
                        .map(mailbox -> mailbox.getName() == null
                                ? mailbox.getAddress()
                                : mailbox.getName() + " <" + mailbox.getAddress() + ">")
                        .collect(Collectors.joining(", "));
    }

    static String addresses(AddressList addresses) {
        return addresses == null ? "" : mailboxes(addresses.flatten());
    }

    private static void line(StringBuilder head, String name, String value) {
        if (!value.isBlank()) {
            head.append(name).append(": ").append(value).append('\n');
        }
    }
}
