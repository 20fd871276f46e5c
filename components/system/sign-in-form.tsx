"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { PasswordInput } from "@/components/system/password-input";
import { signInBySingleSignOn, signInWithPassword } from "@/components/system/session-requests";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { describedBy, Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { fieldMessages } from "@/lib/core/input";
import { describeRefusal, type Refusal } from "@/lib/system/sign-in/rules";
import type { DemoAccount } from "@/lib/system/sign-in/schema";

type SignInFormProps = {
  /** Where to go afterwards: a path of this site. */
  next: string;
  /** What a redirect brought back from the identity provider. */
  refusal: Refusal | null;
  singleSignOn: string | null;
  demoAccounts: readonly DemoAccount[];
};

/** E-mail and password, single sign-on where there is one, the demo accounts where there are some. */
export function SignInForm({ next, refusal: arrived, singleSignOn, demoAccounts }: SignInFormProps) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [fields, setFields] = useState<Record<string, string>>({});
  const [refusal, setRefusal] = useState(arrived);
  const [pending, setPending] = useState<"password" | "single" | null>(null);
  const wait = useCountdown(refusal);
  const form = useRef<HTMLFormElement>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const { SignInInput } = await import("@/lib/system/sign-in/schema");
    const parsed = SignInInput.safeParse({ email, password });
    const messages = parsed.success ? {} : fieldMessages(parsed.error.issues);
    setFields(messages);
    const first = messages.email ? "email" : messages.password ? "password" : null;
    if (first) return focus(first);
    setRefusal(null);
    setPending("password");
    const refused = await signInWithPassword(email, password);
    if (!refused) {
      window.location.assign(next);
      return;
    }
    setPending(null);
    setRefusal(refused);
    if (refused.code === "invalid") focus("password");
  }

  async function leave() {
    setPending("single");
    const refused = await signInBySingleSignOn(next);
    if (!refused) return;
    setPending(null);
    setRefusal(refused);
  }

  function focus(name: "email" | "password") {
    form.current?.querySelector<HTMLInputElement>(`[name=${name}]`)?.focus();
  }

  const beside = refusal?.code === "invalid" || refusal?.code === "limit";
  const locked = refusal?.code === "limit" && wait > 0;
  const besideText =
    refusal?.code === "limit" && !locked
      ? "You can try again now."
      : refusal && beside
        ? describeRefusal({ ...refusal, seconds: wait })
        : undefined;
  const passwordError = fields.password ?? (refusal?.code === "limit" && !locked ? undefined : besideText);

  return (
    <div className="grid gap-5">
      {refusal && !beside ? <Callout tone="error" live title={describeRefusal(refusal)} /> : null}
      {/* `post`, so that a form sent before the script has loaded keeps the password out of the address. */}
      <form ref={form} method="post" onSubmit={submit} noValidate className="grid gap-4">
        <Field id="email" label="E-mail address" error={fields.email}>
          <Input
            id="email"
            name="email"
            type="email"
            autoComplete="username"
            autoFocus
            value={email}
            aria-invalid={fields.email ? true : undefined}
            aria-describedby={describedBy("email", { error: fields.email })}
            onChange={(event) => setEmail(event.target.value)}
          />
        </Field>
        <div className="grid gap-1.5">
          <Field
            id="password"
            label="Password"
            error={passwordError}
            hint={refusal?.code === "limit" ? (locked ? undefined : besideText) : undefined}
          >
            <PasswordInput
              id="password"
              name="password"
              autoComplete="current-password"
              value={password}
              aria-invalid={passwordError ? true : undefined}
              aria-describedby={describedBy("password", { error: passwordError })}
              onChange={(event) => setPassword(event.target.value)}
            />
          </Field>
          {/* Said once, not with every second of the countdown. */}
          <p role="alert" className="sr-only">
            {refusal && beside ? describeRefusal(refusal) : ""}
          </p>
        </div>
        <Button
          type="submit"
          variant="primary"
          size="lg"
          pending={pending === "password"}
          disabled={locked || pending === "single"}
        >
          Sign in
        </Button>
      </form>
      {singleSignOn ? (
        <Button size="lg" pending={pending === "single"} onClick={leave}>
          Continue with {singleSignOn}
        </Button>
      ) : null}
      {demoAccounts.length > 0 ? (
        <DemoAccounts
          accounts={demoAccounts}
          onChoose={(account) => {
            setEmail(account.email);
            setPassword(account.password);
            setFields({});
          }}
        />
      ) : null}
    </div>
  );
}

type DemoAccountsProps = { accounts: readonly DemoAccount[]; onChoose: (account: DemoAccount) => void };

function DemoAccounts({ accounts, onChoose }: DemoAccountsProps) {
  return (
    <section aria-label="Demo accounts" className="grid gap-2 border-t pt-4">
      <p className="text-ink-muted text-sm">
        Demo data on this machine. Choose an account to fill the form; the password is{" "}
        <code className="whitespace-nowrap rounded-sm bg-neutral-soft px-1 font-mono text-ink text-xs">
          {accounts[0]?.password}
        </code>
        .
      </p>
      <div className="grid grid-cols-2 gap-2">
        {accounts.map((account) => (
          <Button
            key={account.email}
            aria-label={`Fill in ${account.email}`}
            title={account.email}
            onClick={() => onChoose(account)}
          >
            {account.role.replace(/^./, (first) => first.toUpperCase())}
          </Button>
        ))}
      </div>
    </section>
  );
}

/** Seconds left of a lock, counting down; 0 when there is none. */
function useCountdown(refusal: Refusal | null): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const seconds = refusal?.code === "limit" ? (refusal.seconds ?? 0) : 0;
    const end = Date.now() + seconds * 1000;
    setLeft(seconds);
    if (seconds === 0) return;
    const timer = setInterval(() => {
      const rest = Math.max(0, Math.ceil((end - Date.now()) / 1000));
      setLeft(rest);
      if (rest === 0) clearInterval(timer);
    }, 500);
    return () => clearInterval(timer);
  }, [refusal]);
  return left;
}
