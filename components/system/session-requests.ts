import { parseRefusal, type Refusal } from "@/lib/system/sign-in/rules";

/** One text of a JSON answer; throws when it is not there. By hand, to keep the validation library out of the page. */
async function textOf(response: Response, field: string): Promise<string> {
  const answer: unknown = await response.json();
  const value = answer && typeof answer === "object" ? Reflect.get(answer, field) : undefined;
  if (typeof value !== "string") throw new TypeError(`The answer has no ${field}.`);
  return value;
}

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
    const csrfToken = await textOf(await fetch("/api/auth/csrf"), "csrfToken");
    const response = await fetch(path, {
      method: "POST",
      body: new URLSearchParams({ ...fields, csrfToken, json: "true" }),
    });
    const url = await textOf(response, "url");
    return read(new URL(url, window.location.origin), response.ok);
  } catch {
    return { code: "unreachable" };
  }
}
