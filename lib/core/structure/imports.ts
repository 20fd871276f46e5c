/** A source file of the project: its path from the root, with forward slashes, and its text. */
export type SourceFile = { path: string; text: string };

const LAYERS = ["db", "lib", "components", "app"];
/** Parts of `lib` that sit above the domains and may call any of them. */
const ABOVE_DOMAINS = new Set(["analytics", "reports", "overview", "search", "worker"]);
const ENVIRONMENT_READERS = new Set(["lib/core/env.ts", "db/client.ts", "instrumentation.ts"]);
const ENTRY_POINTS = /^(bin|bench|e2e)\/|\.config\.(ts|mjs)$|\.test\.ts$|^db\/testing\//;
const MAX_LINES = 350;

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^;]*?\bfrom\s+"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)|(?:^|\n)\s*import\s+"([^"]+)"/g;

/** The modules of ours that a file imports, as paths without extension. */
export function importsOf(file: SourceFile): string[] {
  const found = [...file.text.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
  return found.flatMap((specifier) => {
    if (specifier.startsWith("@/")) return [specifier.slice(2)];
    if (specifier.startsWith(".")) return [resolveFrom(file.path, specifier)];
    return [];
  });
}

function resolveFrom(path: string, specifier: string): string {
  const parts = path.split("/").slice(0, -1);
  for (const part of specifier.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** Every breach of the layout rules of the architecture (§3), as sentences; none when the tree is sound. */
export function violations(files: readonly SourceFile[]): string[] {
  const code = files.filter((file) => !ENTRY_POINTS.test(file.path));
  return [
    ...code.flatMap(fileViolations),
    ...code.flatMap(importViolations),
    ...cycles(code),
    ...files.flatMap(tooLong),
  ];
}

function tooLong({ path, text }: SourceFile): string[] {
  const lines = text.split("\n").length - 1;
  return lines > MAX_LINES ? [`${path} has ${lines} lines: split it by meaning`] : [];
}

function fileViolations({ path, text }: SourceFile): string[] {
  const found: string[] = [];
  if (/\bprocess\s*\.\s*env\b/.test(text) && !ENVIRONMENT_READERS.has(path))
    found.push(`${path} reads the environment`);
  if (/\bparseFloat\(|::(float8?|double precision|real)\b/.test(text))
    found.push(`${path} uses a float where money may pass`);
  if (path.startsWith("lib/") && path.endsWith(".tsx")) found.push(`${path} holds JSX in lib`);
  if (/(^|\/)(utils|helpers|services|types|hooks)\//.test(path))
    found.push(`${path} is filed by kind, not by domain`);
  if (/(^|\/)index\.tsx?$/.test(path)) found.push(`${path} is a barrel`);
  return found;
}

function importViolations(file: SourceFile): string[] {
  const from = place(file.path);
  return importsOf(file).flatMap((target) => {
    const to = place(target);
    const reason = breach(from, to, target);
    return reason ? [`${file.path} imports ${target}: ${reason}`] : [];
  });
}

type Place = { layer: number; domain: string | null };

function place(path: string): Place {
  const [top = "", second = ""] = path.split("/");
  const layer = LAYERS.indexOf(top);
  return { layer, domain: top === "lib" ? second.replace(/\.ts$/, "") : null };
}

function breach(from: Place, to: Place, target: string): string | null {
  if (from.layer < 0 || to.layer < 0) return null;
  if (to.layer > from.layer) return "imports go down only";
  const layer = LAYERS[from.layer];
  if (to.layer === 0 && (layer === "components" || layer === "app") && !target.startsWith("db/enums/")) {
    return "the database is reached through lib only";
  }
  if (layer === "components" && /^lib\/.*\/(queries|commands)(\/|$)/.test(target))
    return "components never import queries or commands";
  if (from.domain === null || to.domain === null || from.domain === to.domain) return null;
  if (from.domain === "migrations") return "the migration engine knows nothing of the product";
  if (from.domain === "core") return "core knows no domain";
  if (to.domain === "core" || to.domain === "migrations" || ABOVE_DOMAINS.has(from.domain)) return null;
  return "domains do not import one another";
}

/** Import cycles, each told once by the files on it. */
function cycles(files: readonly SourceFile[]): string[] {
  const byModule = new Map(files.map((file) => [file.path.replace(/\.tsx?$/, ""), file]));
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (module: string, trail: string[]): void => {
    const start = trail.indexOf(module);
    if (start >= 0) {
      found.push(`import cycle: ${[...trail.slice(start), module].join(" → ")}`);
      return;
    }
    const file = byModule.get(module);
    if (!file || done.has(module)) return;
    for (const target of importsOf(file)) walk(target, [...trail, module]);
    done.add(module);
  };
  for (const module of byModule.keys()) walk(module, []);
  return found;
}
