import "server-only";
import type { NextAuthOptions, User } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { type Ctx, createContext } from "@/lib/core/context";
import { env } from "@/lib/core/env";
import { toFailure } from "@/lib/core/failure";
import { log } from "@/lib/core/log";
import { clientAddress, sessionOptions } from "@/lib/core/session";
import { NoAccountError, signIn, signInBySingleSignOn, signOut } from "@/lib/system/sign-in/commands";
import { formatRefusal } from "@/lib/system/sign-in/rules";

type Profile = { sub: string; email?: string; email_verified?: boolean; name?: string };

/**
 * The next-auth configuration of the sign-in routes, for one request. A refusal travels as the error parameter of the
 * answer, in the form of `formatRefusal`.
 */
export function authOptions(requestHeaders: Headers): NextAuthOptions {
  const ctx = createContext(
    { type: "anonymous" },
    { address: clientAddress(requestHeaders), userAgent: requestHeaders.get("user-agent") },
  );
  return {
    ...sessionOptions,
    secret: env().NEXTAUTH_SECRET,
    providers: [passwordProvider(ctx), ...singleSignOnProviders()],
    callbacks: {
      ...sessionOptions.callbacks,
      signIn: ({ account, user, profile }) =>
        account?.provider === "oidc" ? admitSingleSignOn(ctx, user, profile as Profile | undefined) : true,
    },
    events: {
      signOut: ({ token }) => signOut(ctx, { staffId: token?.sub, version: token?.version }),
    },
    logger: {
      error: (code, metadata) => log.error({ err: causeOf(metadata), code }, "sign-in route"),
      warn: (code) => log.warn({ code }, "sign-in route"),
      debug: () => {},
    },
  };
}

function passwordProvider(ctx: Ctx) {
  return Credentials({
    credentials: { email: { type: "email" }, password: { type: "password" } },
    async authorize(credentials) {
      try {
        return await signIn(ctx, {
          email: credentials?.email ?? "",
          password: credentials?.password ?? "",
        });
      } catch (error) {
        throw new Error(refusalOf(error));
      }
    },
  });
}

function refusalOf(error: unknown): string {
  const { code, details, eventId } = toFailure(error, "session.sign_in");
  const seconds = details?.retryAfterSeconds;
  if (code === "invalid" || code === "unavailable") return formatRefusal({ code });
  if (code === "limit") return formatRefusal({ code, seconds: typeof seconds === "number" ? seconds : 60 });
  return formatRefusal({ code: "internal", eventId });
}

function singleSignOnProviders(): OAuthConfig<Profile>[] {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME } = env();
  if (!OIDC_ISSUER) return [];
  return [
    {
      id: "oidc",
      name: OIDC_NAME,
      type: "oauth",
      wellKnown: `${OIDC_ISSUER.replace(/\/$/, "")}/.well-known/openid-configuration`,
      clientId: OIDC_CLIENT_ID,
      clientSecret: OIDC_CLIENT_SECRET,
      idToken: true,
      checks: ["pkce", "state", "nonce"],
      authorization: { params: { scope: "openid email profile" } },
      // Replaced by the staff account in `admitSingleSignOn`, before anything is made of it.
      profile: (profile) => ({ id: profile.sub, sessionVersion: 0 }),
    },
  ];
}

/** Puts the staff account in the place of the provider's profile, or answers where to go instead. */
async function admitSingleSignOn(ctx: Ctx, user: User, profile: Profile | undefined): Promise<true | string> {
  try {
    const session = await signInBySingleSignOn(ctx, {
      email: profile?.email ?? "",
      emailVerified: profile?.email_verified === true,
      subject: profile?.sub ?? "",
    });
    Object.assign(user, session);
    return true;
  } catch (error) {
    const refusal =
      error instanceof NoAccountError ? formatRefusal({ code: "no_account" }) : refusalOf(error);
    return `/sign-in?error=${encodeURIComponent(refusal)}`;
  }
}

function causeOf(metadata: unknown): unknown {
  if (metadata instanceof Error) return metadata;
  return typeof metadata === "object" && metadata && "error" in metadata ? metadata.error : undefined;
}
