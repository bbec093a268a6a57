package engram.ingest.extract.pdf;

import engram.domain.PermanentFailure;
import engram.domain.Reason;
import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDTransparencyGroup;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/// Takes the text from pages, and stops where a bound is reached, or when its thread was told to end.
///
/// A page may draw forms, and they others: a handful of small ones that each draw the next one twice would be drawn more often than
/// there is time for. A form that draws itself is drawn once: anything else has no end.
final class PdfText extends PDFTextStripper {

    private static final int MOST_FORMS = 50_000;
    /// A page that is full of small print has some 20,000. Each takes about 300 bytes until its page is done.
    private static final int MOST_ON_A_PAGE = 500_000;

    private final Set<COSBase> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private int forms;
    private int characters;

    PdfText() {
        setParagraphEnd("\n");
        setSuppressDuplicateOverlappingText(true);
    }

    private interface Drawing {
        void draw() throws IOException;
    }

    @Override
    public void processPage(PDPage page) throws IOException {
        characters = 0;
        super.processPage(page);
    }

    @Override
    public void showForm(PDFormXObject form) throws IOException {
        once(form, () -> super.showForm(form));
    }

    @Override
    public void showTransparencyGroup(PDTransparencyGroup form) throws IOException {
        once(form, () -> super.showTransparencyGroup(form));
    }

    private void once(PDFormXObject form, Drawing drawing) throws IOException {
        if (++forms > MOST_FORMS) {
            throw new PermanentFailure(Reason.EXPANDS_TOO_MUCH, "draws more than " + MOST_FORMS + " forms");
        }
        if (open.add(form.getCOSObject())) {
            try {
                drawing.draw();
            } finally {
                open.remove(form.getCOSObject());
            }
        }
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("told to end");
        }
        super.processOperator(operator, operands);
    }

    @Override
    protected void processTextPosition(TextPosition text) {
        if (++characters > MOST_ON_A_PAGE) {
            throw new PermanentFailure(
                    Reason.EXPANDS_TOO_MUCH, "a page holds more than " + MOST_ON_A_PAGE + " characters");
        }
        super.processTextPosition(text);
    }
}
