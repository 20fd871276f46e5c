"use client";

import { useEffect } from "react";
import { ErrorScreen } from "@/components/shell/error-screen";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";

type ErrorPageProps = { error: Error & { digest?: string }; retry: () => void };

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  useEffect(() => {
    console.error(error);
  }, [error]);

  return (
    <ErrorScreen
      title="This page could not be loaded"
      actions={
        <>
          <Button variant="primary" onClick={() => retry()}>
            Try again
          </Button>
          <LinkButton href="/">Go to the overview</LinkButton>
        </>
      }
    >
      <p>Nothing was changed. If it happens again, give this number to whoever runs the console.</p>
      {error.digest ? <p className="num mt-2 font-mono text-ink text-sm">{error.digest}</p> : null}
    </ErrorScreen>
  );
}
