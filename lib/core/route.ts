import "server-only";
import { connection } from "next/server";
import { audit } from "@/lib/core/audit";
import { authorize, type Ctx } from "@/lib/core/context";
import { AppError, ERROR_STATUS, ForbiddenError, UnauthenticatedError } from "@/lib/core/errors";
import { toFailure } from "@/lib/core/failure";
import type { Permission } from "@/lib/core/permissions";
import { requestContext } from "@/lib/core/session";

type Handler<Params> = (ctx: Ctx, request: Request, params: Params) => Promise<Response>;

/**
 * A GET route of the console: session → permission → handler. Failures are `application/problem+json` with the status
 * of their code; a denied call is audited.
 */
export function consoleRoute<Params = Record<string, never>>(
  spec: { name: string; permission: Permission },
  handler: Handler<Params>,
) {
  return async (request: Request, segment: { params: Promise<Params> }): Promise<Response> => {
    // Outside the try: while the build prerenders, this stops the handler by throwing.
    await connection();
    try {
      const ctx = await requestContext();
      if (ctx.actor.type !== "staff") throw new UnauthenticatedError();
      try {
        authorize(ctx, spec.permission);
      } catch (error) {
        if (error instanceof ForbiddenError) {
          await audit(ctx, {
            action: spec.name,
            outcome: "denied",
            metadata: { permission: error.permission },
          });
        }
        throw error;
      }
      return await handler(ctx, request, await segment.params);
    } catch (error) {
      return problem(error, spec.name);
    }
  };
}

/** The problem+json answer to anything thrown. */
export function problem(error: unknown, where: string): Response {
  const failure = toFailure(error, where);
  const status = ERROR_STATUS[failure.code];
  const retryAfter = error instanceof AppError ? error.details?.retryAfterSeconds : undefined;
  return Response.json(
    {
      type: "about:blank",
      title: failure.message,
      status,
      code: failure.code,
      fields: failure.fields,
      event: failure.eventId,
    },
    {
      status,
      headers: {
        "content-type": "application/problem+json",
        "cache-control": "no-store",
        ...(typeof retryAfter === "number" ? { "retry-after": String(retryAfter) } : {}),
      },
    },
  );
}
