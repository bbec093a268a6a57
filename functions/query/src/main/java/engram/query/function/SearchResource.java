package engram.query.function;

import engram.query.Answer;
import engram.query.Question;
import engram.query.Search;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.logging.Logger;

/// Questions about a workspace.
@Singleton
@Path("/v1/workspaces/{workspace}/search")
public final class SearchResource {

    private static final Logger LOG = Logger.getLogger(SearchResource.class);

    private final SearchBody reader;
    private final Scope scope;
    private final Search search;
    private final TimeLimit timeLimit;
    private final QueryTokens tokens;
    private final RetrievalNotes notes;

    SearchResource(SearchBody reader, Scope scope, Search search, TimeLimit timeLimit, QueryTokens tokens, RetrievalNotes notes) {
        this.reader = reader;
        this.scope = scope;
        this.search = search;
        this.timeLimit = timeLimit;
        this.tokens = tokens;
        this.notes = notes;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "search", summary = "Finds the passages that answer a question")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = SearchRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "Passages, best first; none is no error",
            content = @Content(schema = @Schema(implementation = SearchResponse.class)))
    public SearchResponse search(@PathParam("workspace") String workspace, byte[] body) {
        Question question = reader.read(scope.workspace(workspace), body);
        Answer answer = timeLimit.within(() -> {
            tokens.check(question);
            return search.answer(question);
        });
        notes.add(answer.hits().stream().map(hit -> hit.passage().document()).toList());
        LOG.infof(
                "search mode=%s k=%d hits=%d dropped=%d rounds=%d took=%dms",
                question.mode(), question.k(), answer.hits().size(), answer.dropped(), answer.rounds(),
                answer.took().toMillis());
        return SearchResponse.of(question, answer);
    }
}
