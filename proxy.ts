import { type NextRequest, NextResponse } from "next/server";
import { getToken } from "next-auth/jwt";
import { env } from "@/lib/core/env";

/**
 * A cheap first look at requests for pages: without a readable session cookie there is nothing to render, so the
 * visitor goes to the sign-in page and comes back later. It decides no rights: whether the session still counts, and
 * what it may do, is decided by the page, action or route itself, from the database.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { NEXTAUTH_URL, NEXTAUTH_SECRET } = env();
  const secure = NEXTAUTH_URL.startsWith("https://");
  const response = (await isTurnedAway(request, secure, NEXTAUTH_SECRET))
    ? NextResponse.redirect(signInUrl(request))
    : NextResponse.next();
  if (secure) response.headers.set("strict-transport-security", "max-age=31536000; includeSubDomains");
  return response;
}

async function isTurnedAway(
  request: NextRequest,
  secureCookie: boolean,
  secret: string | undefined,
): Promise<boolean> {
  if (/^\/(sign-in|invite)\/?$/.test(request.nextUrl.pathname)) return false;
  // A server action answers by itself that nobody is signed in; a redirect would hide that from its form.
  if (request.headers.has("next-action")) return false;
  return (await getToken({ req: request, secret, secureCookie })) === null;
}

function signInUrl(request: NextRequest): URL {
  const { pathname, search } = request.nextUrl;
  const url = new URL("/sign-in", request.nextUrl);
  if (pathname !== "/") url.searchParams.set("next", `${pathname}${search}`);
  return url;
}

export const config = {
  // Everything but API routes, which answer 401 by themselves, and files.
  matcher: ["/((?!api/|_next/|.*\\.(?:svg|png|ico|webp|txt|css|js|woff2)$).*)"],
};
