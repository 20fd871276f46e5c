import { randomUUID } from "node:crypto";
import type { Queryable } from "@/db/client";
import { type StaffRow, staff } from "@/db/schema/core";

type StaffOverrides = Partial<typeof staff.$inferInsert>;

/** Makes an active auditor with an address of its own; pass `role`, `status` or `passwordHash` as the test needs. */
export async function makeStaff(db: Queryable, overrides: StaffOverrides = {}): Promise<StaffRow> {
  const tag = randomUUID().slice(0, 8);
  const [row] = await db
    .insert(staff)
    .values({
      email: `staff-${tag}@example.test`,
      name: `Staff ${tag}`,
      role: "auditor",
      status: "active",
      ...overrides,
    })
    .returning();
  if (!row) throw new Error("The staff account was not made.");
  return row;
}
