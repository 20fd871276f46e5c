import { type ClassValue, clsx } from "clsx";

/**
 * Joins class names. The looks of the primitives stand in the `components` layer of `globals.css`, so a utility class
 * given to a primitive wins over them; two utilities that set the same property must not be joined.
 */
export function cn(...values: ClassValue[]): string {
  return clsx(values);
}
