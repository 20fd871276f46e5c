import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Suspense } from "react";
import { AuthCard } from "@/components/system/auth-card";
import { SignInForm } from "@/components/system/sign-in-form";
import { Skeleton } from "@/components/ui/skeleton";
import { requestContext } from "@/lib/core/session";
import { listDemoAccounts, singleSignOnName } from "@/lib/system/sign-in/queries";
import { parseRefusal, safeNext } from "@/lib/system/sign-in/rules";

export const metadata: Metadata = { title: "Sign in" };

type SearchParams = Promise<Record<string, string | string[] | undefined>>;

export default function SignInPage({ searchParams }: { searchParams: SearchParams }) {
  return (
    <AuthCard title="Sign in" description="The back office of the house. For staff only.">
      <Suspense fallback={<FormSkeleton />}>
        <Content searchParams={searchParams} />
      </Suspense>
    </AuthCard>
  );
}

async function Content({ searchParams }: { searchParams: SearchParams }) {
  const { next, error } = await searchParams;
  const target = safeNext(typeof next === "string" ? next : null);
  // A database that does not answer must not hide the form: it says so itself.
  const ctx = await requestContext().catch(() => null);
  if (ctx?.actor.type === "staff") redirect(target);
  return (
    <SignInForm
      next={target}
      refusal={typeof error === "string" ? parseRefusal(error) : null}
      singleSignOn={singleSignOnName()}
      demoAccounts={ctx ? await listDemoAccounts(ctx) : []}
    />
  );
}

function FormSkeleton() {
  return (
    <div role="status" className="grid gap-4">
      <span className="sr-only">Loading the form</span>
      <Skeleton className="h-14" />
      <Skeleton className="h-14" />
      <Skeleton className="h-9" />
    </div>
  );
}
