import Link from "next/link";
import type { ReactNode } from "react";
import { CopyId } from "@/components/ui/copy-id";
import { DateTime } from "@/components/ui/date-time";
import { DescriptionList } from "@/components/ui/description-list";
import { CYCLE_LABELS, PLAN_LABELS } from "@/lib/billing/subscriptions/labels";
import type { SubscriptionDetail } from "@/lib/billing/subscriptions/schema";
import { placeName } from "@/lib/core/countries";
import { groupDigits } from "@/lib/core/money";

type SubscriptionFactsProps = { subscription: SubscriptionDetail; zone: string };

/** Everything about a subscription that is not its price: customer, dates, delivery, loyalty. */
export function SubscriptionFacts({ subscription, zone }: SubscriptionFactsProps) {
  const { customer, pricingVersion: version, deliveryAddress: address, tier } = subscription;
  const day = (at: string | null) => (at === null ? null : <DateTime at={at} zone={zone} />);
  const items: { label: string; value: ReactNode }[] = [
    { label: "Customer", value: customer.name },
    { label: "E-mail", value: <MailLink email={customer.email} /> },
    { label: "Subscription id", value: <CopyId value={subscription.id} label="subscription id" /> },
    {
      label: "Plan",
      value: `${PLAN_LABELS[subscription.planId]}, ${CYCLE_LABELS[subscription.billingCycle].toLowerCase()}`,
    },
    {
      label: "Priced by",
      value:
        version.id === null ? (
          `Version ${version.version}`
        ) : (
          <Link
            href={`/billing/pricing/${version.id}`}
            className="text-accent-text underline underline-offset-2"
          >
            Version {version.version}
          </Link>
        ),
    },
    { label: "Created", value: day(subscription.createdAt) },
    { label: "Period began", value: day(subscription.currentPeriodStart) },
    { label: "Period ends", value: day(subscription.currentPeriodEnd) },
    { label: "Next billing", value: day(subscription.nextBillingDate) },
    { label: "Renews", value: subscription.autoRenew ? "By itself" : "No" },
    ...(subscription.cancelledAt ? [{ label: "Cancelled", value: day(subscription.cancelledAt) }] : []),
    { label: "Tax place", value: subscription.taxPlace === null ? null : placeName(subscription.taxPlace) },
    {
      label: "Delivered to",
      value: address
        ? [address.line1, `${address.postalCode} ${address.city}`, placeName(address.country)].join(", ")
        : null,
    },
    { label: "Loyalty tier", value: tier === null ? "None" : tier.charAt(0).toUpperCase() + tier.slice(1) },
    {
      label: "Points earned",
      value: <span className="num">{groupDigits(String(subscription.loyaltyPointsEarned))}</span>,
    },
  ];
  return <DescriptionList items={items} />;
}

function MailLink({ email }: { email: string }) {
  return (
    <a href={`mailto:${email}`} className="break-all text-accent-text underline underline-offset-2">
      {email}
    </a>
  );
}
