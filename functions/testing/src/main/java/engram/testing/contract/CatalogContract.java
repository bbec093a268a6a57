package engram.testing.contract;

import static engram.testing.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import engram.domain.Catalog;
import engram.domain.Catalog.DocumentView;
import engram.domain.Catalog.Listing;
import engram.domain.Catalog.Page;
import engram.domain.CatalogDocument;
import engram.domain.DocumentId;
import engram.domain.DocumentSummary;
import engram.domain.Lease;
import engram.domain.Leases;
import engram.domain.Leases.Claim;
import engram.domain.Status;
import engram.domain.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/// What [Catalog] promises.
public abstract class CatalogContract {

    private static final long GENERATION = NOW.toEpochMilli();

    protected abstract Catalog catalog();

    /// Leases over the same store.
    protected abstract Leases leases();

    private final Workspace workspace = Samples.workspace();

    @Test
    void whatItDoesNotKnowItDoesNotFind() {
        DocumentId known = put("known.md", Samples::failed);

        assertThat(catalog().find(List.of(known, Samples.document(), Samples.document())))
                .containsOnlyKeys(known);
        assertThat(catalog().find(List.of())).isEmpty();
    }

    @Test
    void aDocumentAskedForTwiceIsFoundOnce() {
        DocumentId id = put("a.md", Samples::empty);

        assertThat(catalog().find(List.of(id, id))).containsOnlyKeys(id);
    }

    @Test
    void moreDocumentsThanARequestHasRoomForAreFound() {
        List<DocumentId> ids = new ArrayList<>();
        for (int i = 0; i < 110; i++) {
            ids.add(put("page-" + i + ".md", (id, generation) -> Samples.indexed(id, generation, 3)));
        }

        assertThat(catalog().find(ids).keySet()).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void deletedDocumentsAreFoundAsDeleted() {
        DocumentId id = put("gone.md", Samples::deleted);

        assertThat(catalog().find(List.of(id)).get(id).status()).isEqualTo(Status.DELETED);
    }

    @Test
    void nothingIsSeenOfADocumentThatNobodyKnows() {
        assertThat(catalog().view(Samples.document())).isEmpty();
    }

    @Test
    void aFirstPassIsSeenBeforeThereIsADocument() {
        DocumentId id = Samples.document();
        claim(id);

        assertThat(catalog().view(id)).hasValue(new DocumentView(Optional.empty(), Optional.of(NOW), Optional.of(NOW.plusSeconds(300))));
    }

    @Test
    void aPassOverAKnownDocumentIsSeenBesideIt() {
        DocumentId id = put("a.md", Samples::failed);
        assertThat(catalog().view(id)).hasValue(new DocumentView(Optional.of(Samples.failed(id, GENERATION)), Optional.empty()));

        claim(id);

        assertThat(catalog().view(id)).hasValue(new DocumentView(
                Optional.of(Samples.failed(id, GENERATION)), Optional.of(NOW), Optional.of(NOW.plusSeconds(300))));
    }

    @Test
    void aLeaseThatWasGivenBackIsSeenAsNobodys() {
        DocumentId id = Samples.document();
        leases().giveBack(claim(id), "why");

        assertThat(catalog().view(id)).hasValue(new DocumentView(Optional.empty(), Optional.of(NOW)));
    }

    @Test
    void aPageListsDocumentsInTheOrderOfTheirPathsWithAllThatASummaryHas() {
        DocumentId c = put("c.md", Samples::failed);
        DocumentId a = put("a.md", (id, generation) -> Samples.indexed(id, generation, 5));
        DocumentId b = put("b/b.md", Samples::empty);

        Page page = catalog().list(listing("", Optional.empty(), 10, Optional.empty()));

        assertThat(page.next()).isEmpty();
        assertThat(page.documents())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("object.value.metadata")
                .containsExactly(
                        DocumentSummary.of(Samples.indexed(a, GENERATION, 5)),
                        DocumentSummary.of(Samples.empty(b, GENERATION)),
                        DocumentSummary.of(Samples.failed(c, GENERATION)));
    }

    @Test
    void tombstonesAreListedOnlyIfAskedFor() {
        DocumentId gone = put("gone.md", Samples::deleted);
        DocumentId there = put("there.md", Samples::empty);

        assertThat(listed("", Optional.empty(), 10)).containsExactly(there);
        assertThat(listed("", Optional.of(Status.DELETED), 10)).containsExactly(gone);
    }

    @Test
    void onlyDocumentsOfTheStatusAskedForAreListed() {
        put("a.md", Samples::empty);
        DocumentId failed = put("b.md", Samples::failed);
        put("c.md", Samples::deleted);

        assertThat(listed("", Optional.of(Status.FAILED), 10)).containsExactly(failed);
        assertThat(listed("", Optional.of(Status.INDEXED), 10)).isEmpty();
    }

    @Test
    void anotherWorkspacesDocumentsAreNotListed() {
        DocumentId mine = put("a.md", Samples::empty);
        Workspace other = Samples.workspace();
        put(Samples.document(other, "a.md"), Samples::empty);

        assertThat(listed("", Optional.empty(), 10)).containsExactly(mine);
    }

    @Test
    void aPrefixIsTakenLetterByLetter() {
        DocumentId percent = put("100%_done/*.md", Samples::empty);
        DocumentId umlaut = put("100%_dönè/😀.md", Samples::empty);
        put("100X_done/a.md", Samples::empty);
        put("100%", Samples::empty);

        assertThat(listed(workspace + "/100%_", Optional.empty(), 10)).containsExactly(percent, umlaut);
        assertThat(listed(workspace + "/100%_dönè/😀", Optional.empty(), 10)).containsExactly(umlaut);
        assertThat(listed(workspace + "/100%_DONE", Optional.empty(), 10)).isEmpty();
        assertThat(listed("*", Optional.empty(), 10)).isEmpty();
    }

    @Test
    void pagesGoOnWhereTheLastOneEnded() {
        List<DocumentId> all = new ArrayList<>();
        for (int i = 10; i < 35; i++) {
            DocumentId id = put("page-" + i + ".md", i % 5 == 0 ? Samples::deleted : Samples::empty);
            if (i % 5 != 0) {
                all.add(id);
            }
        }

        for (int limit : new int[] {1, 3, 20, 21, 100}) {
            assertThat(listed("", Optional.empty(), limit)).as("limit %d", limit).isEqualTo(all);
        }
    }

    @Test
    void raritiesAreListedHoweverManyLieBetween() {
        put("000.md", Samples::failed);
        for (int i = 100; i < 130; i++) {
            put(i + ".md", Samples::empty);
        }
        put("999.md", Samples::failed);

        assertThat(listed("", Optional.of(Status.FAILED), 1)).hasSize(2);
    }

    @Test
    void aCursorThatNoPageGaveIsRefused() {
        put("a.md", Samples::empty);
        for (String cursor : List.of("", "x", "after", "AAAA", "!", "ä", "a".repeat(5_000))) {
            assertThatIllegalArgumentException()
                    .as(cursor)
                    .isThrownBy(() -> catalog().list(listing("", Optional.empty(), 10, Optional.of(cursor))));
        }
    }

    @Test
    void aCursorIsSafeInAUrl() {
        put("ä ?&%/😀.md", Samples::empty);
        put("ö", Samples::empty);

        Page page = catalog().list(listing("", Optional.empty(), 1, Optional.empty()));

        assertThat(page.next()).hasValueSatisfying(cursor -> assertThat(cursor).matches("[A-Za-z0-9._~-]+"));
    }

    @Test
    void anotherListsCursorIsRefused() {
        put("a.md", Samples::empty);
        put("b.md", Samples::empty);
        String cursor = catalog()
                .list(listing("", Optional.empty(), 1, Optional.empty()))
                .next()
                .orElseThrow();

        assertThatIllegalArgumentException().isThrownBy(() ->
                catalog().list(listing(workspace + "/b", Optional.empty(), 1, Optional.of(cursor))));
        assertThatIllegalArgumentException().isThrownBy(() -> catalog().list(new Listing(
                Samples.workspace(), "", Optional.empty(), 1, Optional.of(cursor))));
        assertThatIllegalArgumentException().isThrownBy(() -> catalog().list(listing(
                "", Optional.empty(), 1, Optional.of(cursor.substring(0, cursor.length() - 1)))));
    }

    @Test
    void anEmptyWorkspaceHasOneEmptyPage() {
        assertThat(catalog().list(listing("", Optional.empty(), 10, Optional.empty())))
                .isEqualTo(new Page(List.of(), Optional.empty()));
    }

    private List<DocumentId> listed(String prefix, Optional<Status> status, int limit) {
        List<DocumentId> ids = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page page = catalog().list(listing(prefix, status, limit, cursor));
            assertThat(page.documents()).hasSizeLessThanOrEqualTo(limit);
            page.documents().forEach(document -> ids.add(document.id()));
            assertThat(page.next()).as("no page follows itself").isNotEqualTo(cursor.or(() -> Optional.of("")));
            cursor = page.next();
        } while (cursor.isPresent());
        return ids;
    }

    private Listing listing(String prefix, Optional<Status> status, int limit, Optional<String> cursor) {
        return new Listing(workspace, prefix, status, limit, cursor);
    }

    private DocumentId put(String name, BiFunction<DocumentId, Long, CatalogDocument> document) {
        return put(Samples.document(workspace, name), document);
    }

    private DocumentId put(DocumentId id, BiFunction<DocumentId, Long, CatalogDocument> document) {
        Lease lease = claim(id);
        leases().commit(lease, document.apply(id, lease.generation()));
        leases().release(lease, 0, NOW, Duration.ZERO);
        return id;
    }

    private Lease claim(DocumentId id) {
        return ((Claim.Claimed) leases().claim(id, "owner", NOW, NOW.plusSeconds(300))).lease();
    }
}
