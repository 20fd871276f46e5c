import type { Metadata } from "next";
import { Suspense } from "react";
import { NameForm, PasswordForm } from "@/components/system/account-forms";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { DescriptionList } from "@/components/ui/description-list";
import { PageHeader } from "@/components/ui/page-header";
import { PartBoundary } from "@/components/ui/part-boundary";
import { Skeleton } from "@/components/ui/skeleton";
import { reportZone } from "@/lib/core/env";
import { ROLE_LABELS } from "@/lib/core/permissions";
import { requirePage } from "@/lib/core/session";
import { getOwnAccount } from "@/lib/system/account/queries";

export const metadata: Metadata = { title: "My account" };

export default function AccountPage() {
  return (
    <>
      <PageHeader title="My account" description="How others see you, and how you sign in." />
      <PartBoundary what="Your account">
        <Suspense fallback={<AccountSkeleton />}>
          <Content />
        </Suspense>
      </PartBoundary>
    </>
  );
}

async function Content() {
  const ctx = await requirePage("account.manage", "/account");
  const account = await getOwnAccount(ctx);
  const role = ROLE_LABELS[ctx.actor.role];
  return (
    <div className="grid max-w-5xl items-start gap-4 lg:grid-cols-2">
      <Card title="You">
        <div className="grid gap-5">
          <DescriptionList
            items={[
              { label: "E-mail address", value: <span className="break-all">{account.email}</span> },
              { label: "Role", value: role.label },
              { label: "What it allows", value: role.description },
              {
                label: "Last signed in",
                value: account.lastSignedInAt ? (
                  <DateTime at={account.lastSignedInAt} zone={reportZone()} />
                ) : null,
              },
            ]}
          />
          <NameForm key={account.rowVersion} name={account.name} rowVersion={account.rowVersion} />
        </div>
      </Card>
      <Card
        title="Password"
        description="Changing it ends your sessions in all other browsers. This one stays signed in."
      >
        {account.hasPassword ? (
          <PasswordForm email={account.email} />
        ) : (
          <p className="text-ink-muted text-sm">
            You sign in by single sign-on and have no password here. An admin can make you a link to set one.
          </p>
        )}
      </Card>
    </div>
  );
}

function AccountSkeleton() {
  return (
    <div role="status" className="grid max-w-5xl gap-4 lg:grid-cols-2">
      <span className="sr-only">Loading your account</span>
      <Skeleton className="h-80" />
      <Skeleton className="h-64" />
    </div>
  );
}
