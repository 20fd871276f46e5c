import "server-only";
import { revalidatePath } from "next/cache";
import { createSafeActionClient } from "next-safe-action";
import { z } from "zod";
import { audit } from "@/lib/core/audit";
import { authorize, type Ctx } from "@/lib/core/context";
import { ForbiddenError, UnauthenticatedError } from "@/lib/core/errors";
import { toFailure } from "@/lib/core/failure";
import { fieldMessages } from "@/lib/core/input";
import { isPermission, type Permission } from "@/lib/core/permissions";
import { limitRate } from "@/lib/core/rate-limit";
import { requestContext } from "@/lib/core/session";

/** Actions that need no session, by name. Everything else carries a permission. */
const PUBLIC_ACTIONS = ["invite.open", "invite.accept"] as const;
type PublicAction = (typeof PUBLIC_ACTIONS)[number];

const WRITES_PER_MINUTE = 120;

const Metadata = z.object({
  name: z.string().regex(/^[a-z_]+\.[a-z_]+$/),
  permission: z.custom<Permission>(isPermission).nullable(),
});

const client = createSafeActionClient({
  defineMetadataSchema: () => Metadata,
  handleServerError: (error, { metadata }) => toFailure(error, metadata?.name ?? "action"),
});

const guarded = client.use(async ({ next, metadata }) => {
  const ctx = await requestContext();
  if (metadata.permission === null) {
    await limitRate(ctx, `public:${metadata.name}:${ctx.address}`, 20, 60);
    return next({ ctx });
  }
  if (ctx.actor.type !== "staff") throw new UnauthenticatedError();
  await limitRate(ctx, `writes:${ctx.actor.id}`, WRITES_PER_MINUTE, 60);
  try {
    authorize(ctx, metadata.permission);
  } catch (error) {
    await auditDenied(ctx, metadata.name, error);
    throw error;
  }
  return next({ ctx });
});

function auditDenied(ctx: Ctx, action: string, error: unknown): Promise<void> {
  const permission = error instanceof ForbiddenError ? error.permission : "unknown";
  return audit(ctx, { action, outcome: "denied", metadata: { permission } });
}

type ActionSpec<S extends z.ZodType, Data> = {
  /** `noun.verb`, the same name the audit log shows. */
  name: string;
  permission: Permission;
  input: S;
  run: (ctx: Ctx, input: z.output<S>) => Promise<Data>;
  /** Paths whose data the action changed; a dynamic segment is written as in the route, `/billing/pricing/[id]`. */
  revalidate?: readonly string[];
};

const registry = new WeakMap<object, { name: string; permission: Permission | null }>();

/** Name and permission of an action made here; undefined for any other function. For the test that walks all actions. */
export function actionMetadata(action: object) {
  return registry.get(action);
}

/**
 * The only way to make a server action: session → rate limit → permission → Zod → command → revalidate. A failure
 * arrives as `serverError` (an `ActionFailure`), input that does not parse as `validationErrors` (message by field path).
 */
export function defineAction<S extends z.ZodType, Data>(spec: ActionSpec<S, Data>) {
  return build(spec, spec.permission);
}

/** An action for people who are not signed in yet; its name must be on the list of public actions. */
export function definePublicAction<S extends z.ZodType, Data>(
  spec: Omit<ActionSpec<S, Data>, "permission"> & { name: PublicAction },
) {
  return build(spec, null);
}

function build<S extends z.ZodType, Data>(
  spec: Omit<ActionSpec<S, Data>, "permission">,
  permission: Permission | null,
) {
  const action = guarded
    .metadata({ name: spec.name, permission })
    .inputSchema(spec.input, {
      handleValidationErrorsShape: async (errors) => fieldMessages(issuesOf(errors)),
    })
    .action(async ({ parsedInput, ctx }) => {
      try {
        const data = await spec.run(ctx, parsedInput as z.output<S>);
        for (const path of spec.revalidate ?? [])
          revalidatePath(path, path.includes("[") ? "page" : undefined);
        return data;
      } catch (error) {
        if (error instanceof ForbiddenError) await auditDenied(ctx, spec.name, error);
        throw error;
      }
    });
  registry.set(action, { name: spec.name, permission });
  return action;
}

/** Flattens the library's tree of messages (`_errors` at every level) into paths. */
function issuesOf(tree: object, path: string[] = []): { path: string[]; message: string }[] {
  return Object.entries(tree).flatMap(([key, value]) => {
    if (key === "_errors") return (value as string[]).map((message) => ({ path, message }));
    return value && typeof value === "object" ? issuesOf(value, [...path, key]) : [];
  });
}
