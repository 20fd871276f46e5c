import { z } from "zod";
import { parseRefusal, type Refusal } from "@/lib/system/sign-in/rules";

const Csrf = z.object({ csrfToken: z.string() });
const Answer = z.object({ url: z.string() });

/** Signs in with a password over the sign-in route; null when it worked, else why not. */
export function signInWithPassword(email: string, password: string): Promise<Refusal | null> {
  return post("/api/auth/callback/credentials", { email, password }, (url, ok) => {
    const error = url.searchParams.get("error");
    if (error) return parseRefusal(error);
    return ok && !url.searchParams.has("csrf") ? null : { code: "internal" };
  });
}

/** Leaves for the identity provider, which leads back to `next`; answers only when that failed. */
export function signInBySingleSignOn(next: string): Promise<Refusal | null> {
  return post("/api/auth/signin/oidc", { callbackUrl: next }, (url) => {
    window.location.assign(url);
    return null;
  });
}

async function post(
  path: string,
  fields: Record<string, string>,
  read: (url: URL, ok: boolean) => Refusal | null,
): Promise<Refusal | null> {
  try {
    const { csrfToken } = Csrf.parse(await (await fetch("/api/auth/csrf")).json());
    const response = await fetch(path, {
      method: "POST",
      body: new URLSearchParams({ ...fields, csrfToken, json: "true" }),
    });
    const { url } = Answer.parse(await response.json());
    return read(new URL(url, window.location.origin), response.ok);
  } catch {
    return { code: "unreachable" };
  }
}
