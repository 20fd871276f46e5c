"use client";

import type { Dialog } from "@base-ui/react/dialog";
import type { Menu } from "@base-ui/react/menu";
import { createContext } from "react";

/** The library's parts of a menu, there while it is open; so that menu items do not import the library themselves. */
export const MenuParts = createContext<typeof Menu | null>(null);

/** The library's parts of a dialog, there while it is open. */
export const DialogParts = createContext<typeof Dialog | null>(null);
