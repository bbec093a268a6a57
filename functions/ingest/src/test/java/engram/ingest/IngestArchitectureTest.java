package engram.ingest;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import engram.testing.contract.ArchitectureContract;
import org.junit.jupiter.api.Test;

class IngestArchitectureTest extends ArchitectureContract {

    @Test
    void noPackageNeedsOneThatNeedsIt() {
        slices().matching("engram.(**)").should().beFreeOfCycles().check(
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("engram.ingest"));
    }
}
