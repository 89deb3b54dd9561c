// The baseline's letter built by the docx package of npm: reads {letters, styles, lines, page} as JSON from standard
// input, builds every letter and prints the milliseconds that each took.
const {
  AlignmentType, BorderStyle, Document, Footer, LineRuleType, Packer, PageNumber, Paragraph, TextRun,
} = require("docx");

const ALIGNMENTS = {
  left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT, both: AlignmentType.BOTH,
};
const TWIPS_IN_MM = 1440 / 25.4;
const twips = (mm) => Math.round(mm * TWIPS_IN_MM);

function border(role, red) {
  if (role === "rule") return { bottom: { style: BorderStyle.THICK_THIN_SMALL_GAP, size: 24, space: 1, color: "FF0000" } };
  if (role === "printed") return { bottom: { style: BorderStyle.SINGLE, size: 6, space: 1, color: "000000" } };
  return role === "copyto" ? { top: { style: BorderStyle.SINGLE, size: 6, space: 1, color: "000000" } } : undefined;
}

function paragraph(row, { styles, lines }) {
  const [font, size, align, indent, right, red] = styles[row.role];
  const run = new TextRun({
    text: row.text,
    font: { ascii: "Times New Roman", hAnsi: "Times New Roman", eastAsia: font },
    size: size * 2,
    color: red ? "FF0000" : undefined,
  });
  return new Paragraph({
    alignment: ALIGNMENTS[align],
    spacing: { before: 0, after: 0, line: Math.round((lines[row.role] ?? 28.95) * 20), lineRule: LineRuleType.EXACT },
    indent: { firstLine: (size * indent) / 5 || undefined, right: right * 20 || undefined },
    border: border(row.role, red),
    children: row.text ? [run] : [],
  });
}

function footer(alignment) {
  const number = new TextRun({ children: ["— ", PageNumber.CURRENT, " —"] });
  return new Footer({ children: [new Paragraph({ alignment, children: [number] })] });
}

function build(letter, look) {
  const [width, height, top, bottom, left, right] = look.page.map(twips);
  const document = new Document({
    evenAndOddHeaderAndFooters: true,
    sections: [{
      properties: { page: { size: { width, height }, margin: { top, bottom, left, right } } },
      footers: { default: footer(AlignmentType.RIGHT), even: footer(AlignmentType.LEFT) },
      children: letter.paragraphs.map((row) => paragraph(row, look)),
    }],
  });
  return Packer.toBuffer(document);
}

async function main() {
  const look = JSON.parse(require("fs").readFileSync(0, "utf8"));
  const times = [];
  let size = 0;
  for (const letter of look.letters) {
    const start = process.hrtime.bigint();
    size = (await build(letter, look)).length;
    times.push(Number(process.hrtime.bigint() - start) / 1e6);
  }
  console.log(JSON.stringify({ times, size }));
}

main();
