import type { ReactNode } from "react";

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="grid min-h-dvh place-items-start justify-center px-4 pt-[max(2rem,12dvh)] pb-10">
      {children}
    </main>
  );
}
