// Writes the text of each PDF as pdf.js returns it beside the file:   node text.mjs FOLDER-OF-PDFJS FILE...
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

// Asked for on loading, used for drawing only.
globalThis.DOMMatrix = class {};
console.warn = () => {};

const [folder, ...files] = process.argv.slice(2);
const build = resolve(folder, "node_modules/pdfjs-dist/legacy/build/pdf.mjs");
const { getDocument } = await import(build);

for (const file of files) {
  const pdf = await getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 }).promise;
  let text = "";
  for (let number = 1; number <= pdf.numPages; number++) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    text += items.map((item) => item.str + (item.hasEOL ? "\n" : "")).join("") + "\n";
  }
  writeFileSync(file.replace(/\.pdf$/, ".pdfjs"), text);
  await pdf.destroy();
}
