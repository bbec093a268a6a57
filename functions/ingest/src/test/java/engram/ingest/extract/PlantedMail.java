package engram.ingest.extract;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;

/// Mails with words planted wherever one may stand.
final class PlantedMail {

    private PlantedMail() {}

    static byte[] write(Planted p) {
        List<Supplier<String>> parts = List.of(
                () -> "Content-Type: text/plain\n\n" + p.prose(),
                () -> "Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<h1>" + p.at("heading")
                        + "</h1><table><tr><td>" + p.at("cell") + "</td></tr></table><img alt=3D\"" + p.at("alt") + "\">",
                () -> multipart("alternative", "Content-Type: text/plain\n\n" + p.at("plain"),
                        "Content-Type: text/html\n\n<p>the same"),
                () -> multipart("alternative", "Content-Type: text/plain\n\n \n\n", "Content-Type: text/html\n\n<p>" + p.at("rich")),
                () -> multipart("alternative", "Content-Type: text/plain\n\n \n\n", multipart("related",
                        "Content-Type: text/html\n\n<p>" + p.at("related") + "<img src='cid:a'>", "Content-Type: image/png\nContent-Disposition:"
                        + " inline; filename=" + p.at("picture") + ".png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=")),
                () -> "Content-Type: message/rfc822\n\nFrom: " + p.at("from") + " <a@example.org>\nTo: " + p.at("to")
                        + " <b@example.org>\nCc: " + p.at("copied") + " <c@example.org>\nDate: Fri, 2 Jan 2026 03:04:05 +0000\nSubject: "
                        + p.at("subject") + "\nContent-Type: text/plain\n\n" + p.at("forwarded"),
                () -> "Content-Type: message/rfc822\nContent-Disposition: attachment; filename=" + p.at("attached") + ".eml\n\nFrom: "
                        + p.at("from") + " <a@example.org>\nSubject: " + p.at("subject") + "\n\n" + p.at("inner"),
                () -> "Content-Type: application/pdf; name=" + p.at("name") + ".pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0=",
                () -> "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
                        + Base64.getMimeEncoder().encodeToString((p.at("encoded") + " ü").getBytes(StandardCharsets.UTF_8)),
                () -> "Content-Type: text/plain; name=" + p.at("notes") + ".txt\nContent-Disposition: attachment\n\nnot read",
                () -> "Content-Type: text/plain\nContent-Disposition: inline; filename=" + p.at("inline") + ".txt\n\n" + p.at("inlined"));
        StringBuilder mail = new StringBuilder("Subject: =?utf-8?Q?" + p.at("topic") + "=C3=BC?=\nFrom: " + p.at("author")
                + " <a@example.org>\nTo: " + p.at("reader") + " <b@example.org>\nReply-To: c@example.org\nDate: Thu, 1 Jan 2026 00:00:00 +0000\n"
                + "MIME-Version: 1.0\n");
        String[] chosen = p.mixed(parts.stream().<Supplier<String>>map(part -> () -> part.get() + "\u0001").toList()).split("\u0001\\s*");
        return mail.append(multipart("mixed", chosen)).toString().replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String multipart(String kind, String... parts) {
        String boundary = kind + "-" + Integer.toHexString(List.of(parts).hashCode());
        return "Content-Type: multipart/" + kind + "; boundary=\"" + boundary + "\"\n\n--" + boundary + "\n"
                + String.join("\n--" + boundary + "\n", parts) + "\n--" + boundary + "--\n";
    }
}
