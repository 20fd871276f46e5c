import { connection } from "next/server";
import { readHealth } from "@/lib/system/health/queries";

/** 200 while people can work (also without a worker), 503 when the database or its migrations fail. */
export async function GET(): Promise<Response> {
  await connection();
  const health = await readHealth();
  return Response.json(health, {
    status: health.status === "failed" ? 503 : 200,
    headers: { "cache-control": "no-store" },
  });
}
