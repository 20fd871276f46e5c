"use client";

import { Plus, Search, X } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { runAction } from "@/components/form/run-action";
import { failureText } from "@/components/form/use-action";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Money } from "@/components/ui/money";
import { Skeleton } from "@/components/ui/skeleton";
import { searchVariantsAction } from "@/lib/billing/subscriptions/actions";
import type { VariantOption } from "@/lib/billing/subscriptions/schema";

/** A variant in the box that is being put together. */
export type PickedVariant = { id: string; name: string; sku: string; price: string };

type SubscriptionVariantPickerProps = {
  currency: string;
  picked: readonly PickedVariant[];
  /** What the box holds today. */
  before: readonly PickedVariant[];
  onPick: (picked: PickedVariant[]) => void;
};

const TYPING_PAUSE = 250;

/** The box on one side, what can be put into it on the other, found by typing. */
export function SubscriptionVariantPicker(props: SubscriptionVariantPickerProps) {
  const { currency, picked, before, onPick } = props;
  const [text, setText] = useState("");
  const { found, problem } = useVariants(currency, text);
  const id = useId();
  const free = found?.filter((variant) => !picked.some((one) => one.id === variant.id));

  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <section aria-labelledby={`${id}-box`} className="grid content-start gap-2">
        <h3 id={`${id}-box`} className="font-medium text-sm">
          In the box ({picked.length})
        </h3>
        {picked.length === 0 ? (
          <p className="text-ink-muted text-sm">Nothing. Choose at least one variant.</p>
        ) : null}
        <ul className="grid gap-1">
          {picked.map((variant) => (
            <VariantRow
              key={variant.id}
              variant={variant}
              currency={currency}
              isNew={!before.some((one) => one.id === variant.id)}
              label={`Take ${variant.name} out`}
              icon={<X aria-hidden />}
              onPress={() => onPick(picked.filter((one) => one.id !== variant.id))}
            />
          ))}
        </ul>
      </section>
      <section aria-labelledby={`${id}-find`} className="grid content-start gap-2">
        <label id={`${id}-find`} htmlFor={`${id}-text`} className="font-medium text-sm">
          Find variants in {currency}
        </label>
        <div className="relative">
          <Search aria-hidden className="absolute top-2 left-2.5 size-4 text-ink-subtle" />
          <Input
            id={`${id}-text`}
            className="pl-8"
            placeholder="Product, variant or SKU"
            value={text}
            autoComplete="off"
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter") event.preventDefault();
            }}
          />
        </div>
        {problem ? (
          <p role="alert" className="text-danger-text text-sm">
            {problem}
          </p>
        ) : null}
        <div aria-live="polite" className="sr-only">
          {free ? `${free.length} variants found` : ""}
        </div>
        {free === undefined && !problem ? <Skeleton className="h-24" /> : null}
        {free?.length === 0 ? <p className="text-ink-muted text-sm">No other variant matches.</p> : null}
        <ul className="thin-scroll grid max-h-52 gap-1 overflow-y-auto">
          {free?.map((variant) => (
            <VariantRow
              key={variant.id}
              variant={{ ...variant, name: variant.name, product: variant.productName }}
              currency={currency}
              label={`Put ${variant.productName}, ${variant.name} in`}
              icon={<Plus aria-hidden />}
              onPress={() => onPick([...picked, variant])}
            />
          ))}
        </ul>
      </section>
    </div>
  );
}

type VariantRowProps = {
  variant: PickedVariant & { product?: string };
  currency: string;
  isNew?: boolean;
  label: string;
  icon: React.ReactNode;
  onPress: () => void;
};

function VariantRow({ variant, currency, isNew, label, icon, onPress }: VariantRowProps) {
  return (
    <li className="flex items-center gap-3 rounded-md border border-line py-1 pr-1 pl-3 text-sm">
      <span className="grid min-w-0 flex-1">
        <span className="truncate">
          {variant.product && !variant.name.startsWith(variant.product) ? (
            <span className="text-ink-muted">{variant.product} · </span>
          ) : null}
          <span title={variant.name}>{variant.name}</span>
        </span>
        <code className="truncate font-mono text-ink-muted text-xs">{variant.sku}</code>
      </span>
      {isNew ? <Badge tone="accent">New</Badge> : null}
      <Money amount={variant.price} currency={currency} />
      <Button size="icon-sm" variant="ghost" aria-label={label} onClick={onPress}>
        {icon}
      </Button>
    </li>
  );
}

type Found = { key: string; variants: VariantOption[] | null; problem: string | null };

/** The variants that match a text, asked for once typing pauses; the last answer stays while the next is on its way. */
function useVariants(currency: string, text: string) {
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    let overtaken = false;
    const timer = setTimeout(
      () => {
        void runAction(searchVariantsAction, { currency, text }).then((outcome) => {
          if (overtaken) return;
          setFound({
            key: text,
            variants: outcome.ok ? outcome.data : null,
            problem: outcome.ok ? null : failureText(outcome.failure),
          });
        });
      },
      text === "" ? 0 : TYPING_PAUSE,
    );
    return () => {
      overtaken = true;
      clearTimeout(timer);
    };
  }, [currency, text]);
  return { found: found?.variants ?? undefined, problem: found?.problem ?? null };
}
