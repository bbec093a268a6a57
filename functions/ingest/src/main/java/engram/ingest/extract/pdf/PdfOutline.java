package engram.ingest.extract.pdf;

import engram.ingest.extract.document.PageWriter.Heading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineNode;

/// A PDF's outline (its bookmarks): which headings begin on which page.
final class PdfOutline {

    private static final int MOST = 2_000;
    private static final int DEEPEST = 6;

    private final Map<Integer, List<Heading>> byPage = new HashMap<>();
    private final PDDocument document;
    private int count;

    private PdfOutline(PDDocument document) {
        this.document = document;
    }

    /// An outline that cannot be followed to its end is followed as far as it goes: it is no text.
    static PdfOutline of(PDDocument document) {
        PdfOutline outline = new PdfOutline(document);
        PDDocumentOutline root = document.getDocumentCatalog().getDocumentOutline();
        if (root != null) {
            outline.gather(root, 1);
        }
        return outline;
    }

    /// @param page from 1
    List<Heading> headingsOf(int page) {
        return byPage.getOrDefault(page, List.of());
    }

    private void gather(PDOutlineNode parent, int level) {
        for (PDOutlineItem child = parent.getFirstChild(); child != null && count++ < MOST; child = child.getNextSibling()) {
            int page = page(child);
            if (page > 0 && child.getTitle() != null) {
                byPage.computeIfAbsent(page, unused -> new ArrayList<>()).add(new Heading(level, child.getTitle()));
            }
            if (level < DEEPEST) {
                gather(child, level + 1);
            }
        }
    }

    /// The page that it leads to, from 1; 0 if none in this document.
    private int page(PDOutlineItem bookmark) {
        try {
            PDPage page = bookmark.findDestinationPage(document);
            return page == null ? 0 : document.getPages().indexOf(page) + 1;
        } catch (IOException broken) {
            return 0;
        }
    }
}
