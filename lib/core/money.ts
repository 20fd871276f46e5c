import Big from "big.js";

/** Decimal places of each currency the installation may use. Amounts are rounded half-up at this scale. */
export const CURRENCY_SCALE: Record<string, number> = { USD: 2, EUR: 2, GBP: 2, CAD: 2, USDT: 6 };

const DECIMAL = /^-?\d+(\.\d+)?$/;

/** Whether a string is a plain decimal number: digits, one optional dot, optional leading minus. */
export function isDecimal(value: string): boolean {
  return DECIMAL.test(value);
}

/** An exact decimal from a decimal string. Throws a RangeError on anything else, floats included by type. */
export function decimal(value: string | Big): Big {
  if (value instanceof Big) return value;
  if (!isDecimal(value)) throw new RangeError(`Not a decimal number: ${value}`);
  return new Big(value);
}

/** Rounds half-up (away from zero at the midpoint, as PostgreSQL's `round(numeric)`) to `places` decimal places. */
export function roundHalfUp(value: Big | string, places = 2): Big {
  return decimal(value).round(places, Big.roundHalfUp);
}

/** A fixed-scale decimal string, for DTOs and the database. */
export function toAmount(value: Big | string, places = 2): string {
  return roundHalfUp(value, places).toFixed(places);
}

/** Exact sum of decimal strings. */
export function sum(values: readonly string[]): string {
  return values.reduce((total, value) => total.plus(decimal(value)), new Big(0)).toFixed();
}

/**
 * Writes an amount for people: grouped digits, the currency's scale, its symbol or code. The digits are grouped as
 * text, so no amount ever passes through a float.
 */
export function formatMoney(amount: string, currency: string, options: { sign?: boolean } = {}): string {
  const places = CURRENCY_SCALE[currency] ?? 2;
  const rounded = roundHalfUp(amount, places);
  const symbol = SYMBOLS[currency];
  const body = groupDigits(rounded.abs().toFixed(places));
  const sign = rounded.lt(0) ? "−" : options.sign && rounded.gt(0) ? "+" : "";
  return symbol ? `${sign}${symbol}${body}` : `${sign}${body} ${currency}`;
}

const SYMBOLS: Record<string, string> = { USD: "$", EUR: "€", GBP: "£", CAD: "CA$" };

/** Groups the integer digits of a plain decimal string by thousands. */
export function groupDigits(value: string): string {
  const [whole = "0", fraction] = value.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** A percent for people, such as "+3.25 %"; trailing zeros beyond `places` are rounded half-up. */
export function formatPercent(value: string, options: { places?: number; sign?: boolean } = {}): string {
  const rounded = roundHalfUp(value, options.places ?? 2);
  const sign = rounded.lt(0) ? "−" : options.sign && rounded.gt(0) ? "+" : "";
  return `${sign}${groupDigits(rounded.abs().toFixed())} %`;
}
