package engram.local.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The index: one behind its alias, with the mapping that `infra/index.json` says. None is well, before the first document.
///
/// @param models that the catalog's documents are of, to tell whose index one without the alias is
record IndexCheck(HttpClient http, URI endpoint, String alias, IndexDefinition definition, Models models, InstantSource clock)
        implements Check {

    /// Model versions in use.
    @FunctionalInterface
    interface Models {
        Set<String> inUse() throws IOException, InterruptedException;
    }

    /// Ingest makes an index first, and gives it the alias once it can be searched.
    private static final Duration IN_THE_MAKING = Duration.ofMinutes(1);

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String name() {
        return "index";
    }

    @Override
    public List<Finding> look() throws IOException, InterruptedException {
        List<String> behind = names(get("/_alias/" + alias));
        if (behind.isEmpty()) {
            Optional<JsonNode> there = get("/" + alias + "-*/_settings");
            return names(there).isEmpty() ? withoutIndex() : withoutAlias(settled(there));
        }
        if (behind.size() > 1) {
            return List.of(Finding.of(
                    "alias " + alias + " leads to " + behind + ": answers come twice",
                    "take it from all but the one that the functions' model needs (POST /_aliases)"));
        }
        return mapping(behind.getFirst());
    }

    private List<Finding> withoutIndex() throws IOException, InterruptedException {
        return models.inUse().isEmpty()
                ? List.of()
                : List.of(Finding.of("there is no index, but the catalog has indexed documents", "fill it anew: local/engram fsck --repair"));
    }

    /// Those that were made for the alias, but for the youngest.
    private List<String> settled(Optional<JsonNode> found) {
        Instant before = clock.instant().minus(IN_THE_MAKING);
        return names(found).stream()
                .filter(name -> Instant.ofEpochMilli(found.orElseThrow().path(name).at("/settings/index/creation_date").asLong())
                        .isBefore(before))
                .toList();
    }

    private List<Finding> withoutAlias(List<String> indexes) throws IOException, InterruptedException {
        if (indexes.isEmpty()) {
            return List.of();
        }
        String what = "alias " + alias + " is missing, but " + indexes + " is there";
        if (indexes.size() > 1 || !models.inUse().equals(Set.of(indexes.getFirst().substring(alias.length() + 1)))) {
            return List.of(Finding.of(what, "give it to the one that the functions' model needs, as its write index (POST /_aliases)"));
        }
        return List.of(Finding.mendable(
                what, "give it back as the write index's (POST /_aliases)", () -> giveAlias(indexes.getFirst())));
    }

    private void giveAlias(String index) throws IOException, InterruptedException {
        String body = """
                {"actions":[{"add":{"index":"%s","alias":"%s","is_write_index":true}}]}""".formatted(index, alias);
        HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(endpoint.resolve("/_aliases"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
        if (answer.statusCode() != 200) {
            throw new IOException("OpenSearch answered " + answer.statusCode() + " to the new alias");
        }
    }

    private List<Finding> mapping(String index) throws IOException, InterruptedException {
        JsonNode wanted = definition.mappings();
        JsonNode found = get("/" + index + "/_mapping").orElse(JSON.createObjectNode()).path(index).path("mappings");
        List<String> differing = new ArrayList<>();
        compare("", wanted, found, differing);
        return differing.isEmpty()
                ? List.of()
                : List.of(Finding.of(
                        index + " is not as " + definition.name() + " says in " + differing,
                        Finding.FILL_ANEW + "; it costs what a first load costs"));
    }

    /// OpenSearch adds defaults of its own: what is wanted has to be there, and no field beside it.
    private static void compare(String at, JsonNode wanted, JsonNode found, List<String> differing) {
        if (!wanted.isObject()) {
            if (!wanted.asText().equals(found.asText())) {
                differing.add(at);
            }
            return;
        }
        wanted.properties().forEach(each ->
                compare(at + "/" + each.getKey(), each.getValue(), found.path(each.getKey()), differing));
        if (at.equals("/properties")) {
            found.fieldNames().forEachRemaining(name -> {
                if (!wanted.has(name)) {
                    differing.add(at + "/" + name);
                }
            });
        }
    }

    private static List<String> names(Optional<JsonNode> indexes) {
        List<String> names = new ArrayList<>();
        indexes.ifPresent(found -> found.fieldNames().forEachRemaining(names::add));
        return names.stream().sorted().toList();
    }

    private Optional<JsonNode> get(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(endpoint.resolve(path)).GET());
        return switch (answer.statusCode()) {
            case 200 -> Optional.of(JSON.readTree(answer.body()));
            case 404 -> Optional.empty();
            default -> throw new IOException("OpenSearch answered " + answer.statusCode() + " to " + path);
        };
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(SOON).build(), BodyHandlers.ofByteArray());
    }
}
