package engram.health.function;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.domain.TransientFailure;
import engram.domain.health.Watchbook.Notice;
import engram.health.Announcer;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;

/// `HealthChanged` to all who are to hear of it, and into the log. All are told, whoever of them does not hear; whoever
/// heard it may hear it again then, with the same id.
final class Announcements implements Announcer {

    static final String SOURCE = "engram.health";
    static final String TYPE = "HealthChanged";

    private static final Logger LOG = Logger.getLogger(Announcements.class);

    private final ObjectMapper json;
    private final List<Channel> channels;

    /// Somewhere that a notice is sent to.
    @FunctionalInterface
    interface Channel {
        /// @param detail a JSON object
        /// @throws TransientFailure if it was not taken for certain
        void send(String detail);
    }

    Announcements(ObjectMapper json, List<Channel> channels) {
        this.json = json;
        this.channels = List.copyOf(channels);
    }

    @Override
    public void announce(Notice notice) {
        LOG.infof("announced id=%s from=%s to=%s reasons=%s", notice.id(), notice.from(), notice.to(), notice.reasons());
        String detail = detail(notice);
        TransientFailure failure = null;
        for (Channel channel : channels) {
            try {
                channel.send(detail);
            } catch (TransientFailure e) {
                LOG.warn(e.getMessage());
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private String detail(Notice notice) {
        ObjectNode detail = json.createObjectNode()
                .put("id", notice.id())
                .put("from", lower(notice.from()))
                .put("to", lower(notice.to()))
                .put("at", notice.at().toString());
        notice.reasons().forEach(detail.putArray("reasons")::add);
        return detail.toString();
    }

    /// As EventBridge would deliver it to a target, as far as that can be said without it.
    static String envelope(ObjectMapper json, String detail) {
        try {
            ObjectNode envelope = json.createObjectNode().put("source", SOURCE).put("detail-type", TYPE);
            envelope.set("detail", json.readTree(detail));
            return envelope.toString();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("a notice is always JSON", e);
        }
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
