import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/system/sign-in/auth-options";

/** A browser's cookies. */
export type Jar = Record<string, string>;

/** For tests: one request to the sign-in routes, from 192.0.2.9; the jar keeps what the answer sets. */
export async function callRoute(jar: Jar, method: string, path: string[], fields: Record<string, string>) {
  const answer = { redirect: "", body: undefined as { csrfToken?: string } | undefined };
  const response = {
    cookies: [] as string[],
    status: () => response,
    getHeader: () => response.cookies,
    setHeader: (name: string, value: string | string[]) => {
      if (name === "Location") answer.redirect = String(value);
      if (name === "Set-Cookie") response.cookies = [value].flat();
      return response;
    },
    end: () => {},
    json: () => {},
    send: (body: { csrfToken?: string }) => {
      answer.body = body;
    },
  };
  const request = {
    method,
    query: { nextauth: path, ...(method === "GET" ? fields : {}) },
    body: method === "POST" ? fields : {},
    cookies: { ...jar },
    headers: {},
  };
  const options = authOptions(new Headers({ "x-forwarded-for": "192.0.2.9" }));
  await NextAuth(request as unknown as NextApiRequest, response as unknown as NextApiResponse, options);
  for (const cookie of response.cookies) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    jar[name] = decodeURIComponent(value);
  }
  return answer;
}
