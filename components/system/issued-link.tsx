"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { DateTime } from "@/components/ui/date-time";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { IssuedLink } from "@/lib/system/staff/schema";

/** A one-time link, shown the only time there is. */
export function IssuedLinkView({ link, zone }: { link: IssuedLink; zone: string }) {
  const [copied, setCopied] = useState(false);

  async function copy() {
    await navigator.clipboard.writeText(link.url);
    setCopied(true);
  }

  return (
    <div className="grid gap-4">
      <Callout tone="warning" live title="This link is shown only now">
        Hand it to {link.email} over a way you trust. It works once, until{" "}
        <DateTime at={link.expiresAt} zone={zone} /> {zone}. Who holds it can{" "}
        {link.purpose === "invite" ? "choose the password of the new account." : "set a new password."}
      </Callout>
      <Field id="issued-link" label={link.purpose === "invite" ? "Invitation link" : "Password link"}>
        <div className="flex gap-2">
          <Input
            id="issued-link"
            readOnly
            value={link.url}
            className="font-mono text-xs"
            onFocus={(event) => event.target.select()}
          />
          <Button variant="primary" onClick={copy}>
            {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
            {copied ? "Copied" : "Copy"}
          </Button>
        </div>
      </Field>
    </div>
  );
}
