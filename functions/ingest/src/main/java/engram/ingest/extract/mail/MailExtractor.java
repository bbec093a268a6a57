package engram.ingest.extract.mail;

import engram.domain.PermanentFailure;
import engram.domain.Reason;
import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.extract.characters.Texts;
import engram.ingest.extract.document.Extracted;
import engram.ingest.extract.document.Extractor;
import engram.ingest.extract.document.Metadata;
import engram.ingest.extract.document.PageWriter;
import engram.ingest.extract.document.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.MimeConfig;

/// A mail (RFC 5322, MIME): who wrote what to whom when, the text of its parts, and the names of its attachments, which
/// are not read themselves. The title is the subject.
public final class MailExtractor implements Extractor {

    private static final int MAX_HEADERS = 10_000;

    private final ExtractionSettings settings;

    public MailExtractor(ExtractionSettings settings) {
        this.settings = settings;
    }

    @Override
    public Extracted extract(Source source) {
        DefaultMessageBuilder builder = new DefaultMessageBuilder();
        builder.setMimeEntityConfig(MimeConfig.custom()
                .setMaxHeaderCount(MAX_HEADERS)
                .setMaxHeaderLen(settings.maxBytes())
                .setMaxLineLen(settings.maxBytes())
                .setMaxContentLen(settings.maxBytes())
                .build());
        try {
            Message message = builder.parseMessage(new ByteArrayInputStream(source.bytes()));
            return read(message, source.contentType());
        } catch (IOException e) {
            throw new PermanentFailure(Reason.CORRUPT, "no valid mail: " + e.getClass().getSimpleName(), e);
        }
    }

    private Extracted read(Message message, String contentType) throws IOException {
        String subject = message.getSubject() == null ? "" : message.getSubject();
        PageWriter pages = new PageWriter(settings);
        pages.add(MailHead.of(message));
        new MailParts(settings, pages).add(message, 0);
        return new Extracted(
                pages.text(), Texts.oneLine(Texts.clean(subject), settings.maxTitle()), contentType,
                metadata(message).values(), pages.blocks());
    }

    private Metadata metadata(Message message) {
        Metadata metadata = new Metadata(settings).add("author", MailHead.mailboxes(message.getFrom()));
        for (String address : List.of(MailHead.addresses(message.getTo()), MailHead.addresses(message.getCc()))) {
            metadata.add("recipients", address);
        }
        if (message.getDate() != null) {
            metadata.add("date", message.getDate().toInstant().toString());
        }
        return metadata;
    }
}
