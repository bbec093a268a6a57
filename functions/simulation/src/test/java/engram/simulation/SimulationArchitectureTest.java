package engram.simulation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class SimulationArchitectureTest {

    @Test
    void whatIsShippedDoesNotKnowTheSimulation() {
        noClasses()
                .that()
                .resideOutsideOfPackage("engram.simulation..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("engram.simulation..")
                .check(new ClassFileImporter().importPackages("engram.domain", "engram.ingest", "engram.query", "engram.reconcile", "engram.testing"));
    }
}
