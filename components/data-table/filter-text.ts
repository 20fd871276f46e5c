import type { AnyFilterValue, FilterChoice } from "@/components/data-table/list-spec";
import { isChoice, isRange } from "@/components/data-table/list-spec";
import type { Filter, ListCount } from "@/lib/core/list";
import { groupDigits } from "@/lib/core/money";

/** The choices of a filter: its own, or those the page passes for a dynamic one. */
export function choicesOf(
  filter: Filter,
  dynamic: readonly FilterChoice[] | undefined,
): readonly FilterChoice[] {
  return filter.kind === "choice" ? filter.options : (dynamic ?? []);
}

/** What a chip says about its filter: the words after the label, such as "any of Active, Paused" or "10 to 50 USD". */
export function filterText(filter: Filter, value: AnyFilterValue, choices: readonly FilterChoice[]): string {
  if (isChoice(value)) {
    const names = value.values.map((name) => choices.find((choice) => choice.value === name)?.label ?? name);
    const shown =
      names.length > 3 ? `${names.slice(0, 2).join(", ")} and ${names.length - 2} more` : names.join(", ");
    return value.not ? `not ${shown}` : shown;
  }
  if (isRange(value)) {
    const unit = filter.kind === "amount" && filter.unit ? ` ${filter.unit}` : "";
    if (value.from && value.to) {
      return value.from === value.to ? `${value.from}${unit}` : `${value.from} to ${value.to}${unit}`;
    }
    return value.from ? `from ${value.from}${unit}` : `up to ${value.to}${unit}`;
  }
  return `“${value}”`;
}

export type Noun = { one: string; many: string };

/** How many rows there are, honestly: an exact number, or "more than" the counting limit. */
export function countText(count: ListCount, noun: Noun): string {
  const number = groupDigits(String(count.value));
  if (!count.exact) return `more than ${number} ${noun.many}`;
  return `${number} ${count.value === 1 ? noun.one : noun.many}`;
}
