import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import Script from "next/script";
import type { ReactNode } from "react";
import { Providers } from "@/components/shell/providers";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Countinghouse", template: "%s · Countinghouse" },
  description: "Back office for billing",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f9fafa" },
    { media: "(prefers-color-scheme: dark)", color: "#0c1011" },
  ],
};

// Runs before the first paint, so that a narrow sidebar does not flash wide.
const sidebarScript =
  "try{document.documentElement.dataset.sidebar=localStorage.getItem('sidebar')==='collapsed'?'collapsed':'open'}catch{}";

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={GeistSans.variable} suppressHydrationWarning>
      <body className="min-h-dvh font-sans">
        <Script id="sidebar-width" strategy="beforeInteractive">
          {sidebarScript}
        </Script>
        <Providers>{children}</Providers>
      </body>
    </html>
  );
}
