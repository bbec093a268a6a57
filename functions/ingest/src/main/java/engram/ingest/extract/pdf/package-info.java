/// PDF, with PDFBox.
package engram.ingest.extract.pdf;
