import encodeQR from "qr";

/** A quarter of it may be scratched, wet or torn, as labels of parcels are. */
const ECC = "quartile";

/** A QR code (ISO/IEC 18004) in characters, as a terminal shows it. */
export function qrText(text: string): string {
  return encodeQR(text, "ascii", { ecc: ECC }).trimEnd();
}

/** The same as an SVG, for a printer of labels. */
export function qrSvg(text: string): string {
  return encodeQR(text, "svg", { ecc: ECC });
}
