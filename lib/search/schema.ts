import { z } from "zod";

/** What somebody typed into the command menu: from 2 characters on. */
export const SearchTerm = z.string().trim().min(2).max(254);

export type SearchItem = { href: string; title: string; detail?: string };
export type SearchGroup = { label: string; items: SearchItem[] };
