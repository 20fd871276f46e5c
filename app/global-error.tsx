"use client";

import { useEffect } from "react";
import "./globals.css";
import { ErrorScreen } from "@/components/shell/error-screen";
import { Button } from "@/components/ui/button";

type GlobalErrorProps = { error: Error & { digest?: string }; retry: () => void };

export default function GlobalError({ error, retry }: GlobalErrorProps) {
  useEffect(() => {
    console.error(error);
  }, [error]);

  return (
    <html lang="en">
      <body className="font-sans">
        <title>Countinghouse could not be loaded</title>
        <main className="grid min-h-dvh">
          <ErrorScreen
            title="The console could not be loaded"
            actions={
              <Button variant="primary" onClick={() => retry()}>
                Try again
              </Button>
            }
          >
            <p>Nothing was changed. If it happens again, give this number to whoever runs the console.</p>
            {error.digest ? <p className="mt-2 font-mono text-ink text-sm">{error.digest}</p> : null}
          </ErrorScreen>
        </main>
      </body>
    </html>
  );
}
