import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { actionMetadata } from "@/lib/core/action";
import { isPermission } from "@/lib/core/permissions";

const files = execFileSync(
  "git",
  ["ls-files", "--cached", "--others", "--exclude-standard", "lib/**/actions.ts"],
  {
    encoding: "utf8",
  },
)
  .split("\n")
  .filter(Boolean);

/** Actions that people who are not signed in may call. */
const PUBLIC = new Set(["invite.open", "invite.accept"]);

describe("server actions", () => {
  test("exist", () => expect(files.length).toBeGreaterThan(0));

  test.each(files)("%s exports only guarded actions", async (file) => {
    const module: Record<string, unknown> = await import(resolve(file));
    const names: string[] = [];
    for (const [exported, value] of Object.entries(module)) {
      expect(exported).toMatch(/Action$/);
      const metadata = typeof value === "function" ? actionMetadata(value) : undefined;
      expect(metadata, `${exported} was not made by defineAction`).toBeDefined();
      if (!metadata) continue;
      names.push(metadata.name);
      if (metadata.permission === null) expect(PUBLIC.has(metadata.name)).toBe(true);
      else expect(isPermission(metadata.permission)).toBe(true);
    }
    expect(names.length).toBeGreaterThan(0);
    expect(new Set(names).size).toBe(names.length);
  });
});
