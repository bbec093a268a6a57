package engram.ingest.extract.data;

import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.extract.document.Extractor;
import engram.ingest.extract.type.MediaTypes;
import java.util.Map;

/// The texts that machines read: tables, data, source code, notebooks.
public final class DataFormats {

    private DataFormats() {}

    /// By media type.
    public static Map<String, Extractor> extractors(ExtractionSettings settings) {
        return Map.of(
                MediaTypes.CSV, new TableExtractor(settings),
                MediaTypes.TSV, new TableExtractor(settings),
                MediaTypes.JSON, new DataExtractor(settings, DataMembers::ofJson),
                MediaTypes.YAML, new DataExtractor(settings, DataMembers::ofYaml),
                MediaTypes.XML, new DataExtractor(settings, DataMembers::ofXml),
                MediaTypes.SOURCE, new SourceExtractor(settings),
                MediaTypes.NOTEBOOK, new NotebookExtractor(settings));
    }
}
