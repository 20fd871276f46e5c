import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/system/sign-in/auth-options";

type Segment = { params: Promise<{ nextauth: string[] }> };

async function handle(request: NextRequest, segment: Segment): Promise<Response> {
  const { nextauth } = await segment.params;
  // next-auth would write what anybody posts there into the log.
  if (nextauth[0] === "_log") return new Response(null, { status: 404 });
  return NextAuth(request, segment, authOptions(request.headers));
}

export { handle as GET, handle as POST };
