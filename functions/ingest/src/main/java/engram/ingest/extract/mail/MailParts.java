package engram.ingest.extract.mail;

import engram.domain.PermanentFailure;
import engram.domain.Reason;
import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.extract.document.PageWriter;
import engram.ingest.extract.document.Source;
import engram.ingest.extract.markup.HtmlExtractor;
import engram.ingest.extract.type.MediaTypes;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.util.List;
import org.apache.james.mime4j.dom.Body;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.TextBody;

/// The parts of a mail: its text, once where it is there in several forms, and forwarded mails with theirs.
final class MailParts {

    private final ExtractionSettings settings;
    private final PageWriter pages;

    MailParts(ExtractionSettings settings, PageWriter pages) {
        this.settings = settings;
        this.pages = pages;
    }

    void add(Entity entity, int depth) throws IOException {
        if (depth > settings.maxDepth()) {
            throw new PermanentFailure(Reason.TOO_DEEP, "parts nested deeper than " + settings.maxDepth());
        }
        Body body = entity.getBody();
        if (entity.getFilename() != null) {
            pages.add("Attachment: " + entity.getFilename());
        } else if (body instanceof Message forwarded) {
            pages.add(forwarded.getSubject() == null ? "" : "Subject: " + forwarded.getSubject());
            add(forwarded, depth + 1);
        } else if (body instanceof Multipart parts) {
            for (Entity part : chosen(parts)) {
                add(part, depth + 1);
            }
        } else if (body instanceof TextBody text) {
            pages.add(words(entity, text));
        }
    }

    /// Of several forms of the same, the one that is plain text, else the last, which is the richest.
    private static List<Entity> chosen(Multipart parts) {
        if (!parts.getSubType().equalsIgnoreCase("alternative") || parts.getBodyParts().isEmpty()) {
            return parts.getBodyParts();
        }
        return List.of(parts.getBodyParts().stream()
                .filter(part -> MediaTypes.PLAIN.equalsIgnoreCase(part.getMimeType()))
                .findFirst()
                .orElse(parts.getBodyParts().getLast()));
    }

    private String words(Entity entity, TextBody body) throws IOException {
        StringWriter text = new StringWriter();
        try (Reader reader = body.getReader()) {
            reader.transferTo(text);
        }
        if (!MediaTypes.HTML.equalsIgnoreCase(entity.getMimeType())) {
            return text.toString();
        }
        return new HtmlExtractor(settings).extract(Source.of(text.toString(), MediaTypes.HTML)).text();
    }
}
