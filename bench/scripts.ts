import { gzipSync } from "node:zlib";

/** The most compressed JavaScript a page may ask for at first load, in bytes. */
export const SCRIPT_GOAL_BYTES = 200_000;

/** The scripts a page's HTML asks for; those for browsers without modules do not count, since no browser loads both. */
export function scriptsOf(html: string): string[] {
  const tags = [...html.matchAll(/<script[^>]+src="([^"]+\.js[^"]*)"[^>]*>/g)];
  return [...new Set(tags.filter(([tag]) => !/\bnomodule\b/i.test(tag)).map((match) => match[1] ?? ""))];
}

/** Bytes of a page's scripts, each compressed by gzip; `load` answers the text of a script by its address. */
export async function compressedBytes(
  html: string,
  load: (address: string) => Promise<Buffer>,
): Promise<number> {
  const sizes = await Promise.all(
    scriptsOf(html).map(async (address) => gzipSync(await load(address)).length),
  );
  return sizes.reduce((total, size) => total + size, 0);
}
