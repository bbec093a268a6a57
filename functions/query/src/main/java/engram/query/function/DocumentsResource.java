package engram.query.function;

import engram.domain.Catalog.Listing;
import engram.domain.DocumentId;
import engram.domain.Status;
import engram.query.Documents;
import engram.query.function.DocumentResponse.PageResponse;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// A workspace's documents.
@Singleton
@Path("/v1/workspaces/{workspace}/documents")
public final class DocumentsResource {

    private final Documents documents;
    private final Scope scope;
    private final TimeLimit timeLimit;
    private final ListParameters parameters;
    private final RetrievalNotes notes;

    DocumentsResource(Documents documents, Scope scope, TimeLimit timeLimit, ListParameters parameters, RetrievalNotes notes) {
        this.documents = documents;
        this.scope = scope;
        this.timeLimit = timeLimit;
        this.parameters = parameters;
        this.notes = notes;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listDocuments", summary = "Lists documents, in the order of their source paths")
    @Parameter(
            name = "status",
            in = ParameterIn.QUERY,
            description = "Only documents with this status; without it all but DELETED",
            schema = @Schema(implementation = Status.class))
    @Parameter(
            name = "prefix",
            in = ParameterIn.QUERY,
            description = "Only source paths that start so, at most 1024 characters",
            schema = @Schema(implementation = String.class))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "Most documents on the page",
            schema = @Schema(implementation = Integer.class, minimum = "1", maximum = "1000", defaultValue = "100"))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "What the page before gave",
            schema = @Schema(implementation = String.class))
    public PageResponse listDocuments(@PathParam("workspace") String workspace, @Context UriInfo uri) {
        Listing listing = parameters.read(scope.workspace(workspace), uri.getQueryParameters());
        try {
            return PageResponse.of(timeLimit.within(() -> documents.list(listing)));
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("cursor", "is not one that an earlier page of this list gave");
        }
    }

    @GET
    @Path("{sourcePath}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "getDocument", summary = "Shows a document, also while work on it is under way")
    public DocumentResponse getDocument(@PathParam("workspace") String workspace, @PathParam("sourcePath") String sourcePath) {
        DocumentId id = scope.document(workspace, sourcePath);
        DocumentResponse found = timeLimit.within(() -> documents.find(id))
                .map(state -> DocumentResponse.of(id.sourcePath(), state))
                .orElseThrow(DocumentsResource::notFound);
        notes.add(List.of(id));
        return found;
    }

    @DELETE
    @Path("{sourcePath}")
    @Operation(operationId = "deleteDocument", summary = "Deletes a document's object; the document follows")
    @APIResponse(responseCode = "202", description = "The object is deleted; the document will be, seconds later")
    public Response deleteDocument(@PathParam("workspace") String workspace, @PathParam("sourcePath") String sourcePath) {
        DocumentId id = scope.document(workspace, sourcePath);
        if (!timeLimit.within(() -> documents.delete(id))) {
            throw notFound();
        }
        return Response.accepted().build();
    }

    private static Refusal notFound() {
        return Refusal.of(Code.NOT_FOUND, "there is neither an object nor a document with this source path");
    }
}
