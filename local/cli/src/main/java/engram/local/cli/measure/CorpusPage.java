package engram.local.cli.measure;

import engram.local.cli.measure.JudgedCollection.Document;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A document of a collection as the object that is put into the bucket: HTML, because it carries a title beside the text, and
/// any text unharmed.
public final class CorpusPage {

    private static final int LONGEST_NAME = 120;

    private CorpusPage() {}

    /// A file name that is different for each id and safe as such, whatever the id is made of.
    public static String name(String id) {
        StringBuilder name = new StringBuilder("d");
        for (byte b : id.getBytes(StandardCharsets.UTF_8)) {
            if (b >= '0' && b <= '9' || b >= 'a' && b <= 'z') {
                name.append((char) b);
            } else {
                name.append('_').append(HexFormat.of().toHexDigits(b));
            }
        }
        return (name.length() <= LONGEST_NAME ? name : "h" + digest(id)) + ".html";
    }

    private static String digest(String id) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public static byte[] bytes(Document document) {
        StringBuilder page = new StringBuilder("<!doctype html>\n<html><head><meta charset=\"utf-8\">");
        if (!document.title().isBlank()) {
            page.append("<title>").append(escaped(document.title())).append("</title>");
        }
        page.append("</head><body>\n");
        for (String paragraph : document.text().split("\\R{2,}")) {
            page.append("<p>").append(escaped(paragraph)).append("</p>\n");
        }
        return page.append("</body></html>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
