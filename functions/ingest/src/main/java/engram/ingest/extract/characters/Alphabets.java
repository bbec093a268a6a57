package engram.ingest.extract.characters;

import java.util.List;

/// Letters beyond ASCII that languages write with, the more frequent first, and the charsets they were written in.
final class Alphabets {

    private static final List<String> WESTERN = List.of(
            "éàèêçôîùâûëïœ", "äüöß", "óíáéñúü", "ãçáéíóõêâúàô", "àèìòùé", "äöå", "øåæ", "ðáíéóöýþúæ", "éëïöèü", "àéèíóòúüïç");
    private static final List<String> CENTRAL =
            List.of("łąężśćóńź", "íáéěýčřžšůúňťďó", "áíéčýžšťľúňôäďóĺŕ", "áéöőüóíúű", "ăîâşţșț", "čšžćđ", "äüöß");
    private static final List<String> TURKISH = List.of("ıüşçğöâî");
    private static final List<String> BALTIC = List.of("ėšžųįąčūę", "āīšēūņļžķģč", "äõüöšž");
    private static final List<String> CYRILLIC = List.of(
            "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
            "оаинвіертскулдмпзяьбгйчхцєїжюфшщґ",
            "аоиенртсвдлкпмузгбјчцшжхћњђфљџ");
    private static final List<String> GREEK = List.of("αοιετσνηυρπκμλςάίόέήύώδγφθωχζβξψϊϋ");
    private static final List<String> HEBREW = List.of("יוהלאתשרבמנדעחפכקצגטסזםןךףץ");
    private static final List<String> ARABIC = List.of("اليمنورتبعدسفهكقحجةطصخشذغزضظثئءأىإآؤ");
    private static final List<String> THAI = List.of("านรอกเงมยลวดทตส่้ีะัไหบคปิแขชพจุูผโใื์ญซณธศถฟภษ");

    /// A charset and the alphabets written in it.
    record Candidate(String charset, List<String> alphabets) {}

    /// The likelier one first, where a text tells no difference.
    static final List<Candidate> CANDIDATES = List.of(
            new Candidate("windows-1252", WESTERN),
            new Candidate("ISO-8859-15", WESTERN),
            new Candidate("IBM850", WESTERN),
            new Candidate("x-MacRoman", WESTERN),
            new Candidate("windows-1250", CENTRAL),
            new Candidate("ISO-8859-2", CENTRAL),
            new Candidate("IBM852", CENTRAL),
            new Candidate("windows-1251", CYRILLIC),
            new Candidate("KOI8-R", CYRILLIC),
            new Candidate("KOI8-U", CYRILLIC),
            new Candidate("IBM866", CYRILLIC),
            new Candidate("ISO-8859-5", CYRILLIC),
            new Candidate("x-MacCyrillic", CYRILLIC),
            new Candidate("IBM855", CYRILLIC),
            new Candidate("windows-1253", GREEK),
            new Candidate("ISO-8859-7", GREEK),
            new Candidate("windows-1254", TURKISH),
            new Candidate("windows-1255", HEBREW),
            new Candidate("windows-1256", ARABIC),
            new Candidate("ISO-8859-6", ARABIC),
            new Candidate("windows-1257", BALTIC),
            new Candidate("x-windows-874", THAI));

    private Alphabets() {}
}
