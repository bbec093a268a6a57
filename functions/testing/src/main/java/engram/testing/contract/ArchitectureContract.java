package engram.testing.contract;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import engram.domain.ChunkIndex;
import engram.domain.Leases;
import org.junit.jupiter.api.Test;

/// Which way dependencies go. Each function checks all of Engram that is on its class path.
public abstract class ArchitectureContract {

    private static final JavaClasses ENGRAM = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/engram/testing/"))
            .importPackages("engram");
    private static final String[] FUNCTIONS = {"engram.ingest..", "engram.query..", "engram.reconcile..", "engram.retention..", "engram.health.."};
    private static final DescribedPredicate<JavaClass> AWS_EVENTS =
            resideInAnyPackage("com.amazonaws..", "software.amazon.awssdk.eventnotifications..");

    @Test
    void domainKnowsTheJdkOnly() {
        check(classes()
                .that()
                .resideInAPackage("engram.domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("engram.domain..", "java.."));
    }

    @Test
    void embeddingAndStorageDoNotKnowEachOther() {
        check(noDependency("engram.embedding..", "engram.storage.."));
        check(noDependency("engram.storage..", "engram.embedding.."));
    }

    @Test
    void noFunctionKnowsAnother() {
        for (String one : FUNCTIONS) {
            for (String other : FUNCTIONS) {
                if (!one.equals(other)) {
                    check(noDependency(one, other));
                }
            }
        }
    }

    @Test
    void whatFunctionsShareKnowsNoFunction() {
        for (String shared : new String[] {"engram.domain..", "engram.embedding..", "engram.storage.."}) {
            check(noClasses()
                    .that()
                    .resideInAPackage(shared)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(FUNCTIONS)
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAnyPackage("engram.local..", "engram.testing.."));
        }
    }

    @Test
    void onlyIngestAndQueryCarryAModel() {
        for (String without : new String[] {"engram.reconcile..", "engram.retention..", "engram.health.."}) {
            check(noDependency(without, "engram.embedding.."));
            check(noDependency(without, "ai.onnxruntime.."));
        }
    }

    @Test
    void sdkTypesNeverLeaveStorage() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("engram.storage..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("software.amazon.awssdk..", "org.opensearch..", "org.apache.hc..", "io.github.resilience4j..")
                        .and(DescribedPredicate.not(AWS_EVENTS))));
    }

    @Test
    void awsEventTypesNeverLeaveTheFunctionClasses() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(
                        "engram.ingest.function..",
                        "engram.query.function..",
                        "engram.reconcile.function..",
                        "engram.retention.function..",
                        "engram.health.function..")
                .should()
                .dependOnClassesThat(AWS_EVENTS));
    }

    @Test
    void onlyIngestWrites() {
        check(noClasses()
                .that(resideInAPackage("engram..")
                        .and(DescribedPredicate.not(
                                resideInAnyPackage("engram.domain..", "engram.storage..", "engram.ingest.."))))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ChunkIndex.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Leases.class));
    }

    private static ArchRule noDependency(String from, String to) {
        return noClasses().that().resideInAPackage(from).should().dependOnClassesThat().resideInAPackage(to);
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(ENGRAM);
    }
}
