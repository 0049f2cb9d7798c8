import { getDocumentProxy } from "unpdf";

/** A piece of text on a page, and how far it reaches from the page's left edge, in points. */
interface Piece {
  readonly text: string;
  readonly left: number;
  readonly right: number;
}

export interface PdfPage {
  /** In points, 72 to the inch. */
  readonly size: readonly [width: number, height: number];
  readonly pieces: readonly Piece[];
  /** Without spaces: where a line breaks is the font's affair. */
  readonly text: string;
}

/** The pages of a PDF as another reader than the one that wrote it sees them. */
export async function pagesOf(pdf: Uint8Array): Promise<PdfPage[]> {
  const document = await getDocumentProxy(new Uint8Array(pdf));
  const pages: PdfPage[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    const pieces = items.flatMap((item) => {
      if (!("str" in item) || item.str.trim() === "") return [];
      const left = (item.transform as number[])[4]!;
      return [{ text: item.str, left, right: left + item.width }];
    });
    pages.push({ size: [width, height], pieces, text: withoutSpaces(pieces) });
  }
  await document.destroy();
  return pages;
}

function withoutSpaces(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text.replaceAll(/\s/g, "")).join("");
}
