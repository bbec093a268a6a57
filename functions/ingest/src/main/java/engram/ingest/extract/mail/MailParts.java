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
import java.util.Comparator;
import java.util.List;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.TextBody;
import org.apache.james.mime4j.dom.field.ContentTypeField;
import org.apache.james.mime4j.dom.field.FieldName;

/// The parts of a mail: its text, once where it is there in several forms, forwarded mails with theirs, and the names of attachments.
final class MailParts {

    private final ExtractionSettings settings;
    private final PageWriter pages;

    MailParts(ExtractionSettings settings, PageWriter pages) {
        this.settings = settings;
        this.pages = pages;
    }

    /// @return whether there was anything to read
    boolean add(Entity entity, int depth) throws IOException {
        if (depth > settings.maxDepth()) {
            throw new PermanentFailure(Reason.TOO_DEEP, "parts nested deeper than " + settings.maxDepth());
        }
        String name = name(entity);
        boolean named = !name.isBlank() && pages.add("Attachment: " + name);
        return switch (entity.getBody()) {
            case Message forwarded -> pages.add(MailHead.of(forwarded)) | add(forwarded, depth + 1);
            case Multipart parts when parts.getSubType().equalsIgnoreCase("alternative") -> addOne(inOrder(parts), depth + 1);
            case Multipart parts -> addAll(parts.getBodyParts(), depth + 1) || named;
            case TextBody text when !"attachment".equalsIgnoreCase(entity.getDispositionType()) -> pages.add(words(entity, text)) || named;
            case null, default -> named;
        };
    }

    /// Programs that know no better put it beside the type.
    private static String name(Entity entity) {
        if (entity.getFilename() != null) {
            return entity.getFilename();
        }
        return entity.getHeader() != null
                        && entity.getHeader().getField(FieldName.CONTENT_TYPE) instanceof ContentTypeField type
                        && type.getParameter("name") != null
                ? type.getParameter("name")
                : "";
    }

    private boolean addAll(List<Entity> parts, int depth) throws IOException {
        boolean added = false;
        for (Entity part : parts) {
            added |= add(part, depth);
        }
        return added;
    }

    /// The first in which there is anything: some programs write a plain one without a word.
    private boolean addOne(List<Entity> forms, int depth) throws IOException {
        for (Entity form : forms) {
            if (add(form, depth)) {
                return true;
            }
        }
        return false;
    }

    /// Of several forms of the same, the plain text first, then pages, then others; among those the last, which is the richest.
    private static List<Entity> inOrder(Multipart forms) {
        return forms.getBodyParts().reversed().stream()
                .sorted(Comparator.comparingInt(MailParts::rank))
                .toList();
    }

    private static int rank(Entity form) {
        if (MediaTypes.PLAIN.equalsIgnoreCase(form.getMimeType())) {
            return 0;
        }
        return MediaTypes.HTML.equalsIgnoreCase(form.getMimeType()) || form.getBody() instanceof Multipart ? 1 : 2;
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
