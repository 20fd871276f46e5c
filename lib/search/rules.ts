/** The lowest and the highest UUID that start with some hexadecimal digits; null when the text is not such a start. */
export function uuidRange(text: string): { from: string; to: string } | null {
  const digits = text.toLowerCase().replaceAll("-", "");
  if (!/^[0-9a-f-]+$/i.test(text) || digits.length < 4 || digits.length > 32) return null;
  return { from: toUuid(digits.padEnd(32, "0")), to: toUuid(digits.padEnd(32, "f")) };
}

function toUuid(digits: string): string {
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** The version number somebody may mean: `1.4`, `v1.4`, `4`. */
export function versionText(text: string): string | null {
  return /^v?(\d{1,4}(\.\d{1,6})?)$/i.exec(text)?.[1] ?? null;
}
