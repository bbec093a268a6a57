package engram.reconcile.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import engram.domain.SourcePath;
import engram.domain.Workspace;
import engram.reconcile.Walk.Workspaces;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DoneTest {

    @Test
    void aPartOfTheWorkspacesSaysWhereTheRestBegins() {
        JsonNode part = json(new Workspaces(List.of(new Workspace("v"), new Workspace("w")), Optional.of(new SourcePath("b.md"))));

        assertThat(part.path("workspaces").valueStream().map(JsonNode::asText)).containsExactly("v", "w");
        assertThat(part.path("after").textValue()).isEqualTo("b.md");
    }

    @Test
    void theLastPartSaysThatThereAreNoMore() {
        JsonNode last = json(new Workspaces(List.of(), Optional.empty()));

        assertThat(last.path("workspaces").isArray()).isTrue();
        assertThat(last.has("after")).isFalse();
    }

    private static JsonNode json(Workspaces workspaces) {
        return new ObjectMapper().valueToTree(Done.of(workspaces));
    }
}
