"use client";

import { useEffect, useRef, useState } from "react";
import { ActionForm } from "@/components/form/action-form";
import { TextField } from "@/components/form/fields";
import { runAction } from "@/components/form/run-action";
import { useActionForm } from "@/components/form/use-action-form";
import { AuthCard } from "@/components/system/auth-card";
import { NewPasswordField } from "@/components/system/new-password-field";
import { signInWithPassword } from "@/components/system/session-requests";
import { Callout } from "@/components/ui/callout";
import { LinkButton } from "@/components/ui/link-button";
import { Skeleton } from "@/components/ui/skeleton";
import { acceptLinkAction, openLinkAction } from "@/lib/system/staff/actions";
import { LINK_PROBLEMS } from "@/lib/system/staff/rules";
import type { AcceptLinkInput, OpenedLink } from "@/lib/system/staff/schema";

type State = { link: OpenedLink; token: string } | { problem: string } | null;

/** What a one-time link opens: name and password of a new account, or a new password for an old one. */
export function InvitePanel() {
  const [state, setState] = useState<State>(null);
  const fragment = useRef<string>(null);

  useEffect(() => {
    // The fragment never reaches a server by itself; it leaves the address bar as soon as it is read.
    fragment.current ??= window.location.hash.slice(1);
    const token = fragment.current;
    window.history.replaceState(null, "", window.location.pathname);
    let stale = false;
    void open(token).then((next) => {
      if (!stale) setState(next);
    });
    return () => {
      stale = true;
    };
  }, []);

  if (!state) {
    return (
      <AuthCard title="Opening your link">
        <div role="status" className="grid gap-4">
          <span className="sr-only">Looking up the link</span>
          <Skeleton className="h-14" />
          <Skeleton className="h-14" />
        </div>
      </AuthCard>
    );
  }
  if ("problem" in state) {
    return (
      <AuthCard title="This link does not work">
        <Callout tone="warning" live title={state.problem}>
          Ask an admin for a new link, or sign in if you have a password already.
        </Callout>
        <LinkButton href="/sign-in" size="lg">
          Go to the sign-in page
        </LinkButton>
      </AuthCard>
    );
  }
  return <AcceptCard link={state.link} token={state.token} />;
}

async function open(token: string): Promise<State> {
  if (!token) return { problem: LINK_PROBLEMS.unknown };
  const outcome = await runAction(openLinkAction, { token });
  if (outcome.ok) return { link: outcome.data, token };
  return { problem: outcome.failure.code === "invalid" ? LINK_PROBLEMS.unknown : outcome.failure.message };
}

function AcceptCard({ link, token }: { link: OpenedLink; token: string }) {
  const invited = link.purpose === "invite";
  const form = useActionForm({
    schema: () => import("@/lib/system/staff/schema").then((module) => module.AcceptLinkInput),
    action: async (input: AcceptLinkInput) => {
      const result = await acceptLinkAction(input);
      if (!result.serverError && !result.validationErrors) await enter(link.email, input.password);
      return result;
    },
    defaultValues: { token, name: link.name, password: "" },
  });
  return (
    <AuthCard
      title={invited ? `Welcome, ${link.name}` : "Choose a new password"}
      description={
        invited
          ? "Choose a password, and you are in."
          : "Every session of this account ends; you are signed in with the new password."
      }
    >
      <ActionForm
        form={form}
        submitLabel={invited ? "Set password and sign in" : "Set password"}
        guard={false}
      >
        <div className="grid gap-0.5 text-sm">
          <span className="font-medium">E-mail address</span>
          <span className="break-all text-ink-muted">{link.email}</span>
        </div>
        {/* For password managers, which file a new password under this. */}
        <input type="hidden" name="username" autoComplete="username" value={link.email} readOnly />
        {invited ? <TextField name="name" label="Your name" autoComplete="name" required /> : null}
        <NewPasswordField />
      </ActionForm>
    </AuthCard>
  );
}

async function enter(email: string, password: string): Promise<void> {
  const refused = await signInWithPassword(email, password);
  window.location.assign(refused ? "/sign-in" : "/");
}
