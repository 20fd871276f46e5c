import "server-only";
import { randomUUID } from "node:crypto";
import { getDb, type Queryable } from "@/db/client";
import { ForbiddenError } from "@/lib/core/errors";
import { can, type Permission, type Role } from "@/lib/core/permissions";

/** Who does something. Jobs, webhooks and the command line call the same commands as people do. */
export type Actor =
  | { type: "staff"; id: string; name: string; email: string; role: Role }
  | { type: "job"; name: string }
  | { type: "system"; name: string }
  | { type: "anonymous" };

/** Everything a query or command may know about its caller. Passed first, never read from a global. */
export type Ctx = {
  actor: Actor;
  db: Queryable;
  requestId: string;
  address: string | null;
  userAgent: string | null;
  now: () => Date;
  /** Set while `db` is a transaction that `withTransaction` opened. */
  inTransaction: boolean;
};

/** A context for an actor, on the shared connection pool unless told otherwise. */
export function createContext(actor: Actor, overrides: Partial<Omit<Ctx, "actor">> = {}): Ctx {
  return {
    actor,
    db: overrides.db ?? getDb(),
    requestId: overrides.requestId ?? randomUUID(),
    address: overrides.address ?? null,
    userAgent: overrides.userAgent ?? null,
    now: overrides.now ?? (() => new Date()),
    inTransaction: overrides.inTransaction ?? false,
  };
}

/**
 * Runs `work` in a transaction, joining the one already open, so that commands compose. The context passed to `work`
 * must be used for everything inside it.
 */
export function withTransaction<T>(ctx: Ctx, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  if (ctx.inTransaction) return work(ctx);
  return ctx.db.transaction((tx) => work({ ...ctx, db: tx, inTransaction: true }));
}

/**
 * Refuses an actor without the right. Jobs and the system act for the installation and hold every right; an anonymous
 * caller holds none.
 */
export function authorize(ctx: Ctx, permission: Permission): void {
  if (!isAllowed(ctx.actor, permission)) throw new ForbiddenError(permission);
}

/** Whether the actor holds the right. */
export function isAllowed(actor: Actor, permission: Permission): boolean {
  switch (actor.type) {
    case "staff":
      return can(actor.role, permission);
    case "job":
    case "system":
      return true;
    case "anonymous":
      return false;
  }
}

/** The staff member acting; throws when it is a machine. */
export function staffActor(ctx: Ctx): Extract<Actor, { type: "staff" }> {
  if (ctx.actor.type !== "staff") throw new ForbiddenError("staff");
  return ctx.actor;
}

/** The staff id of the actor, or null for machines: what `changed_by` columns store. */
export function actorId(ctx: Ctx): string | null {
  return ctx.actor.type === "staff" ? ctx.actor.id : null;
}

/** The actor's name as history shows it. */
export function actorName(ctx: Ctx): string {
  return ctx.actor.type === "anonymous" ? "Nobody" : ctx.actor.name;
}
