"use client";

function save(blob: Blob, name: string) {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** Saves text as a CSV file, with the byte-order mark that spreadsheets need to read UTF-8. */
export function saveCsv(text: string, name: string) {
  save(new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }), `${name}.csv`);
}

const painted = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "fill-opacity",
  "font-size",
  "font-family",
  "font-weight",
  "text-anchor",
];

/** Saves a drawn chart as a PNG of twice its size, in the colours of the theme. */
export async function savePng(svg: SVGSVGElement, name: string) {
  const { width, height } = svg.getBoundingClientRect();
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = svg.querySelectorAll("*");
  copy.querySelectorAll("*").forEach((element, index) => {
    const source = originals[index];
    if (!source) return;
    // The picture stands outside the page, so what the style sheets say must be written into it.
    const style = getComputedStyle(source);
    for (const property of painted) element.setAttribute(property, style.getPropertyValue(property));
  });
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * 2;
  canvas.height = height * 2;
  const context = canvas.getContext("2d");
  if (!context) return;
  context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--surface");
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => (blob ? save(blob, `${name}.png`) : undefined), "image/png");
}
