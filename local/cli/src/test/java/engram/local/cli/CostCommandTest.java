package engram.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import engram.local.cli.remote.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostCommandTest {

    @TempDir
    Path data;

    @Test
    void aMonthIsToldLineByLineAndWhatIsLeftOfItWithNobodyThere() {
        Console console = new Console(data);

        assertThat(console.run("cost", "--documents", "100000", "--changes-per-day", "5000", "--queries-per-day", "20000")).isZero();

        assertThat(console.out())
                .contains("SERVICE", "OpenSearch", "2 × r7g.large.search", "Lambda", "DynamoDB", "HTTP API")
                .containsPattern("A month with nobody there +[0-9.]+ USD, of which OpenSearch [0-9.]+")
                .containsPattern("Once, to load and index all +[0-9.]+ USD");
        assertThat(console.err()).contains("Deployed with Index=production, IndexStorage=20, Network=public", "us-east-1", "without the free tier");
    }

    @Test
    void theLinesOfTheJsonAddUpToItsMonth() throws IOException {
        Console console = new Console(data);

        assertThat(console.run("cost", "--documents", "1000", "--queries-per-day", "100", "--domain", "small", "--json")).isZero();

        JsonNode bill = Json.read(console.out().getBytes(StandardCharsets.UTF_8));
        double sum = bill.path("lines").valueStream().mapToDouble(line -> line.path("usd").doubleValue()).sum();
        assertThat(Math.round(sum * 100) / 100.0).isEqualTo(bill.path("month").doubleValue());
        assertThat(bill.path("idleMonth").doubleValue()).isPositive().isLessThan(bill.path("month").doubleValue());
        assertThat(bill.path("pricesOf").asText()).matches("20\\d\\d-\\d\\d-\\d\\d");
    }

    @Test
    void aStageIsPricedAsItIsShippedAndParametersGoBeforeIt() throws IOException {
        ship();
        Console console = new Console(data);

        assertThat(console.run("cost", "--documents", "1000", "--stage", "prod", "--parameter", "LogDays=90", "--parameter", "Network=public", "--json")).isZero();

        JsonNode bill = Json.read(console.out().getBytes(StandardCharsets.UTF_8));
        assertThat(bill.path("deployed").toString()).isEqualTo(
                "{\"Index\":\"production\",\"IndexStorage\":\"100\",\"Network\":\"public\",\"Encryption\":\"customer\",\"Tracing\":\"Active\",\"LogDays\":\"90\",\"RetrievalInterval\":\"1\"}");
        assertThat(bill.path("lines").findValuesAsText("service")).contains("KMS", "X-Ray").doesNotContain("VPC");
    }

    @Test
    void whatIsNotPaidForOrUnknownIsRefused() throws IOException {
        ship();
        Console console = new Console(data);

        assertThat(console.run("cost", "--documents", "1", "--parameter", "Stage=prod")).isEqualTo(2);
        assertThat(console.err()).contains("those that are paid for are Index, IndexStorage, IndexMinimum,");
        assertThat(console.run("cost", "--documents", "1", "--stage", "moon")).isEqualTo(2);
        assertThat(console.err()).contains("no stage moon in infra/samconfig.toml, which has dev, prod, sleepy");
    }

    @Test
    void aCollectionIsToldOfAsTheHoursThatItIsAwake() throws IOException {
        Console console = new Console(data);

        assertThat(console.run("cost", "--documents", "1000", "--queries-per-day", "20", "--index", "serverless")).isZero();
        assertThat(console.out()).contains("search of the collection").doesNotContain("dedicated masters");
        assertThat(console.err())
                .containsPattern("The collection's search is awake 4\\.\\d hours a day, and its indexing 0\\.0")
                .contains("Deployed with Index=serverless, IndexMinimum=0, IndexMaximum=8")
                .doesNotContain("IndexMaximum lets", "never sleeps");

        assertThat(console.run("cost", "--documents", "10000000", "--parameter", "Index=serverless", "--parameter", "IndexRest=0")).isZero();
        assertThat(console.err()).containsPattern("vectors want \\d+ OCUs of search to be in memory, and IndexMaximum lets it have 8")
                .contains("Its search never sleeps, since schedules ask it each minute");
    }

    @Test
    void whatIsYoursIsSaidNotToBeInTheBill() throws IOException {
        Console console = new Console(data);

        assertThat(console.run("cost", "--documents", "1000", "--parameter", "Index=existing", "--parameter", "Network=existing")).isZero();
        assertThat(console.out()).doesNotContain("m7g").containsPattern("of which OpenSearch 0\\.00");
        assertThat(console.err()).contains("The index is yours: what it costs is not in here.", "The network is yours:");

        Console program = new Console(data);
        assertThat(program.run("cost", "--documents", "1000", "--parameter", "Index=existing", "--json")).isZero();
        assertThat(Json.read(program.out().getBytes(StandardCharsets.UTF_8)).path("ofOthers")).hasSize(1);
    }

    /// The folder of the tests is the console's clone, too.
    private void ship() throws IOException {
        Path infra = Files.createDirectories(data.resolve("infra"));
        Files.copy(Path.of(System.getProperty("engram.root")).resolve("infra/samconfig.toml"), infra.resolve("samconfig.toml"));
    }

    @Test
    void everyNumberHasASource() {
        Console console = new Console(data);

        assertThat(console.run("cost", "--documents", "1", "--sources")).isZero();

        assertThat(console.out().lines().filter(line -> line.startsWith("price "))).hasSizeGreaterThan(20).allMatch(line -> line.contains("https://"));
        assertThat(console.out().lines().filter(line -> line.startsWith("figure "))).hasSizeGreaterThan(40);
    }

    @Test
    void anIndexOfManyShardsIsPointedOut() {
        Console console = new Console(data);

        assertThat(console.run("cost", "--documents", "10000000")).isZero();

        assertThat(console.err()).containsPattern("should have \\d+ shards \\(number_of_shards in infra/index.json\\)");
    }
}
