import { randomBytes } from "node:crypto";

// A Sheet is a page of a PDF that a test writes: the text on it and, where an older
// OCR left one, the text that lies unseen under it.
export interface Sheet { text: string; hidden?: string }

const shown = (text: string) => text.split("\n").map((line) => `(${line.replace(/[()\\]/g, "\\$&")}) '`).join("\n");

function content({ text, hidden = "" }: Sheet): string {
  const seen = `BT /F1 12 Tf 14 TL 72 720 Td ${shown(text)} ET`;
  return hidden ? `${seen}\nBT 3 Tr /F1 12 Tf 14 TL 72 720 Td ${shown(hidden)} ET` : seen;
}

// pdf is a PDF with the pages; ballast makes it so many bytes larger.
export function pdf(pages: (string | Sheet)[], ballast = 0): string {
  const objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"];
  const kids: string[] = [];
  for (const page of pages) {
    const drawn = content(typeof page === "string" ? { text: page } : page);
    objects.push(`<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`);
    objects.push(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${objects.length} 0 R >>`);
    kids.push(`${objects.length} 0 R`);
  }
  objects[1] = `<< /Type /Pages /Kids [${kids.join(" ")}] /Count ${kids.length} >>`;
  if (ballast) objects.push(`<< /Length ${ballast} >>\nstream\n${randomBytes(ballast / 2).toString("hex")}\nendstream`);
  let out = "%PDF-1.4\n";
  const places: number[] = [];
  objects.forEach((object, i) => {
    places.push(out.length);
    out += `${i + 1} 0 obj\n${object}\nendobj\n`;
  });
  const table = out.length;
  out += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("")}`;
  return `${out}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
}
