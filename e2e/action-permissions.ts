import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { isPermission, type Permission } from "@/lib/core/permissions";

const ACTION = /export const (\w+Action) = defineAction\(\{([\s\S]*?)\n\}\);/g;
const PERMISSION = /permission: "([^"]+)"/;
/** A permission that all actions of a file share, named once above them. */
const SHARED = /const permission = "([^"]+)"/;

/** The permission each server action declares, by exported name, read from its source. */
export async function actionPermissions(): Promise<Map<string, Permission>> {
  const files = execFileSync("git", ["ls-files", "lib/**/actions.ts"], { encoding: "utf8" })
    .split("\n")
    .filter(Boolean);
  const found = new Map<string, Permission>();
  for (const file of files) {
    const text = readFileSync(file, "utf8");
    for (const [, name = "", body = ""] of text.matchAll(ACTION)) {
      const permission = (PERMISSION.exec(body) ?? SHARED.exec(text))?.[1];
      if (isPermission(permission)) found.set(name, permission);
    }
  }
  return found;
}
