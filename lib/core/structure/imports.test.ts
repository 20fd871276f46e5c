import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type SourceFile, violations } from "@/lib/core/structure/imports";

const tracked = execFileSync(
  "git",
  ["ls-files", "--cached", "--others", "--exclude-standard", "*.ts", "*.tsx", "*.mjs"],
  {
    encoding: "utf8",
  },
);
const project: SourceFile[] = tracked
  .split("\n")
  .filter((path) => path && !path.endsWith(".d.ts"))
  .flatMap((path) => {
    try {
      return [{ path, text: readFileSync(path, "utf8") }];
    } catch {
      return []; // Deleted in the working tree, not yet in the index.
    }
  });

describe("the layout rules", () => {
  test("hold for every file of the project", () => {
    expect(project.length).toBeGreaterThan(50);
    expect(violations(project)).toEqual([]);
  });

  test.each([
    ["an import upwards", "db/schema/x.ts", 'import { a } from "@/lib/core/money";'],
    ["a component that reads the database", "components/billing/x.tsx", 'import { a } from "@/db/client";'],
    [
      "a component that calls a query",
      "components/billing/x.tsx",
      'import { a } from "@/lib/billing/pricing/queries";',
    ],
    ["a page that reads the database", "app/page.tsx", 'import { a } from "@/db/client";'],
    ["core that knows a domain", "lib/core/x.ts", 'import { a } from "../billing/pricing/rules";'],
    [
      "a domain that imports another",
      "lib/billing/x/rules.ts",
      'import { a } from "@/lib/system/staff/rules";',
    ],
    ["an engine that knows the product", "lib/migrations/x.ts", 'import { a } from "@/lib/core/money";'],
    ["an environment read", "lib/billing/x.ts", "const a = process.env.HOME;"],
    ["a float", "lib/billing/x.ts", 'const a = parseFloat("1.1");'],
    ["JSX in lib", "lib/billing/x.tsx", ""],
    ["a folder by kind", "lib/utils/x.ts", ""],
    ["a barrel", "lib/billing/index.ts", ""],
    ["a file nobody can take in", "lib/billing/x.ts", "\n".repeat(400)],
  ])("refuse %s", (_name, path, text) => {
    expect(violations([{ path, text }])).toHaveLength(1);
  });

  test("refuse a cycle", () => {
    const files = [
      { path: "lib/billing/a.ts", text: 'import { b } from "@/lib/billing/b";' },
      { path: "lib/billing/b.ts", text: 'import { a } from "@/lib/billing/a";' },
    ];
    expect(violations(files)).toEqual(["import cycle: lib/billing/a → lib/billing/b → lib/billing/a"]);
  });
});
