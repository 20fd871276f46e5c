"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";

let shared: QueryClient | undefined;

function makeClient() {
  return new QueryClient({
    defaultOptions: { queries: { staleTime: 30_000, refetchOnWindowFocus: false, retry: 1 } },
  });
}

// One cache in the browser, so that answers outlive the part that asked; on the server never one for two requests.
function clientOfThisSide() {
  if (typeof window === "undefined") return makeClient();
  shared ??= makeClient();
  return shared;
}

/** Stands around what the browser fetches by itself; not around the console, so that other pages do not load it. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(clientOfThisSide);
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
