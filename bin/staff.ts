import { parseArgs } from "node:util";
import { createDb } from "@/db/client";
import type { Ctx } from "@/lib/core/context";
import type { IssuedLink } from "@/lib/system/staff/schema";
import { loadEnvironment, openTarget, Refusal } from "./target";

const USAGE = `npm run staff -- <verb> --email ADDRESS [options]

  create   add a person and print the one-time link with which they choose a password
  link     print a new one-time link for somebody who is there already (a lost invitation or password)

  --email ADDRESS     whom
  --role ROLE         create: admin, support, finance or auditor
  --name NAME         create: default the part of the address before the @
  --database-url URL  default DATABASE_URL, else the private PostgreSQL

NEXTAUTH_URL is the address of the console that links point to.
Exit status: 0 done, 1 the database cannot be reached, 2 refused.`;

const REFUSED = 2;

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        email: { type: "string" },
        role: { type: "string" },
        name: { type: "string" },
        "database-url": { type: "string" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (error) {
    throw new Refusal(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`, REFUSED);
  }
}

type Options = ReturnType<typeof parse>["values"];

async function main(): Promise<void> {
  const { values, positionals } = parse();
  if (values.help) return console.log(USAGE);
  const [verb] = positionals;
  if (positionals.length !== 1 || (verb !== "create" && verb !== "link") || !values.email) {
    throw new Refusal(USAGE, REFUSED);
  }
  if (verb === "create" && !values.role)
    throw new Refusal("Say which role: --role admin, support, finance or auditor.", REFUSED);
  loadEnvironment(false);
  const target = await openTarget(values["database-url"], (line) => console.error(line));
  const { db, close } = createDb(target.url, { max: 1, applicationName: "countinghouse staff" });
  try {
    print(await issue(db, verb, values, values.email));
  } finally {
    await close();
    await target.release();
  }
}

async function issue(
  db: Ctx["db"],
  verb: "create" | "link",
  values: Options,
  email: string,
): Promise<IssuedLink> {
  // Imported late: these modules read the environment, which `.env` has only just completed.
  const { createContext } = await import("@/lib/core/context");
  const { inviteStaff, issueLinkByEmail } = await import("@/lib/system/staff/commands/invite");
  const { toFailure } = await import("@/lib/core/failure");
  const { databaseError } = await import("@/lib/core/database-errors");
  const ctx = createContext({ type: "system", name: "Command line" }, { db });
  try {
    if (verb === "link") return await issueLinkByEmail(ctx, { email });
    const role = values.role as "admin";
    return await inviteStaff(ctx, { email, name: values.name ?? email.split("@")[0] ?? email, role });
  } catch (error) {
    if (["42P01", "3F000"].includes(databaseError(error)?.code ?? "")) {
      throw new Refusal(
        "This database has no tables yet: run `npm run up` or `npm run db -- apply` first.",
        REFUSED,
      );
    }
    const { code, message, fields } = toFailure(error, "staff");
    if (code === "internal") throw error;
    const text = Object.values(fields ?? {}).join(" ") || message;
    throw new Refusal(text, code === "unavailable" ? 1 : REFUSED);
  }
}

function print(link: IssuedLink): void {
  const what = link.purpose === "invite" ? "choose a password and sign in" : "choose a new password";
  console.log(`With this link ${link.email} can ${what}. It works once, until ${link.expiresAt}:\n`);
  console.log(link.url);
  if (!process.env.NEXTAUTH_URL)
    console.error("\nNEXTAUTH_URL is not set, so the link points to this machine.");
}

main().catch((error: unknown) => {
  console.error(error instanceof Refusal ? error.message : error);
  process.exitCode = error instanceof Refusal ? error.status : 1;
});
