import { createDb } from "@/db/client";
import { publishPricing } from "@/lib/billing/pricing/commands/publish";
import type { PublishInput } from "@/lib/billing/pricing/schema";
import { type Actor, createContext } from "@/lib/core/context";

/** Publishes a price in a process of its own, for the test that kills it. Arguments: URL, actor and input as JSON. */
const [url = "", actor = "", input = ""] = process.argv.slice(2);
const { db, close } = createDb(url, { max: 2, applicationName: "publication under test" });
await publishPricing(createContext(JSON.parse(actor) as Actor, { db }), JSON.parse(input) as PublishInput);
await close();
