package engram.ingest.extract.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationPopup;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;

/// What was noted on a page: sticky notes, text beside the text, what was said of highlights, links and drawings.
final class PdfNotes {

    private static final int MOST = 20_000;

    private int looked;

    /// What cannot be read as annotations holds no notes. Popups repeat their note, and fields of forms are none.
    List<String> of(PDPage page) {
        List<String> notes = new ArrayList<>();
        try {
            for (PDAnnotation annotation : page.getAnnotations(any -> ++looked <= MOST)) {
                boolean note = !(annotation instanceof PDAnnotationWidget || annotation instanceof PDAnnotationPopup);
                if (note && annotation.getContents() != null) {
                    notes.add(annotation.getContents());
                }
            }
        } catch (IOException broken) {
            return notes;
        }
        return notes;
    }
}
