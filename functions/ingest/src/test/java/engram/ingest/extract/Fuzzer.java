package engram.ingest.extract;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Makes hostile files out of small valid ones of each format: the same ones for the same seed.
public final class Fuzzer {

    private static final String[] TOKENS = {
        "\0", "\u0001\u0002\u0007\u001B[31m", "\u202E\u202D\u2066\u2069", "\uFEFF", "\u200B\u200D", "e\u0301\u0302\u0303",
        "\"", "'", "<", "&", "]]>", "<!--", "<![CDATA[", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>&b;",
        "{", "[", "(", "`", "|", "\\", "%", "$", "---\n", "```\n", "....\n", "|===\n", "+---+\n", "::\n\n  ", "\r", "\n\n\n", "\t"
    };

    private final Random random;
    private final Map<String, byte[]> valid = new LinkedHashMap<>();

    public Fuzzer(long seed) {
        this.random = new Random(seed);
        valid.putAll(Samples.all());
        Planted.writers().forEach(writer ->
                valid.put((writer.binary() ? "b." : "a.") + writer.ending(), writer.write(new Planted(seed))));
    }

    /// @param what how it was made
    public record HostileFile(String name, byte[] bytes, String what) {}

    public HostileFile next() {
        List<String> names = List.copyOf(valid.keySet());
        String name = names.get(random.nextInt(names.size()));
        byte[] bytes = valid.get(name).clone();
        List<String> made = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            bytes = mutated(bytes, made);
        }
        String as = random.nextInt(20) == 0 ? names.get(random.nextInt(names.size())) : name;
        return new HostileFile(as, bytes, name + " " + made);
    }

    private byte[] mutated(byte[] bytes, List<String> made) {
        int kind = random.nextInt(10);
        made.add(List.of("bits", "bytes", "cut", "nested", "giant", "token", "surrogates", "doubled", "inside", "bomb").get(kind));
        return switch (kind) {
            case 0 -> bits(bytes);
            case 1 -> noise(bytes);
            case 2 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 3 -> nested(bytes);
            case 4 -> inserted(bytes, String.valueOf((char) ('a' + random.nextInt(26))).repeat(1 << random.nextInt(18)));
            case 5 -> inserted(bytes, TOKENS[random.nextInt(TOKENS.length)].repeat(1 + random.nextInt(200)));
            case 6 -> surrogates(bytes);
            case 7 -> doubled(bytes);
            case 8 -> inside(bytes);
            default -> bomb(bytes);
        };
    }

    private byte[] bits(byte[] bytes) {
        for (int i = bytes.length == 0 ? 0 : 1 + random.nextInt(30); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private byte[] noise(byte[] bytes) {
        if (bytes.length > 0) {
            int from = random.nextInt(bytes.length);
            for (int i = from; i < Math.min(bytes.length, from + 64); i++) {
                bytes[i] = (byte) random.nextInt(256);
            }
        }
        return bytes;
    }

    private byte[] nested(byte[] bytes) {
        String[] pair = new String[][] {
            {"<a>", "</a>"}, {"[", "]"}, {"{\"a\":", "}"}, {"> ", ""}, {"- ", ""}, {"(", ")"}, {"{\\b ", "}"}, {"<<", ">>"},
            {"<div><ul><li>", ""}, {"<table><tr><td>", ""}, {"**", "_"}, {"![", "](x)"}
        }[random.nextInt(12)];
        int depth = 1 << random.nextInt(15);
        return inserted(bytes, pair[0].repeat(depth) + "x" + pair[1].repeat(depth));
    }

    private byte[] inserted(byte[] bytes, String text) {
        return inserted(bytes, text.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] inserted(byte[] bytes, byte[] more) {
        int at = random.nextInt(bytes.length + 1);
        byte[] longer = new byte[bytes.length + more.length];
        System.arraycopy(bytes, 0, longer, 0, at);
        System.arraycopy(more, 0, longer, at, more.length);
        System.arraycopy(bytes, at, longer, at + more.length, bytes.length - at);
        return longer;
    }

    /// Halves of pairs as UTF-8 cannot write them, and as UTF-16 can.
    private byte[] surrogates(byte[] bytes) {
        return random.nextBoolean()
                ? inserted(bytes, new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80, 'x', (byte) 0xED, (byte) 0xB0, (byte) 0x80})
                : inserted(new String(bytes, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.UTF_16LE),
                        new byte[] {0, (byte) 0xD8, 0, (byte) 0xDC, 0, (byte) 0xDC});
    }

    private byte[] doubled(byte[] bytes) {
        int from = random.nextInt(bytes.length + 1);
        byte[] part = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 2_000));
        byte[] result = bytes;
        for (int i = random.nextInt(20); i >= 0; i--) {
            result = inserted(result, part);
        }
        return result;
    }

    /// A ZIP file is unpacked, one file inside is made hostile, and it is packed again: else no parser would be reached.
    private byte[] inside(byte[] bytes) {
        Map<String, byte[]> files = Zips.unpack(bytes);
        if (files.isEmpty()) {
            return nested(bytes);
        }
        List<String> names = List.copyOf(files.keySet());
        String name = names.get(random.nextInt(names.size()));
        byte[] file = files.get(name);
        files.put(name, switch (random.nextInt(5)) {
            case 0 -> bits(file);
            case 1 -> Arrays.copyOf(file, random.nextInt(file.length + 1));
            case 2 -> nested(file);
            case 3 -> doubled(file);
            default -> inserted(file, TOKENS[random.nextInt(TOKENS.length)].repeat(1 + random.nextInt(50)));
        });
        return Zips.pack(files);
    }

    private byte[] bomb(byte[] bytes) {
        Map<String, byte[]> files = Zips.unpack(bytes);
        if (files.isEmpty()) {
            return inserted(bytes, " ".repeat(1 << random.nextInt(20)));
        }
        List<String> names = List.copyOf(files.keySet());
        String name = names.get(random.nextInt(names.size()));
        files.put(name, inserted(files.get(name), new byte[1 << random.nextInt(25)]));
        return Zips.pack(files);
    }
}
