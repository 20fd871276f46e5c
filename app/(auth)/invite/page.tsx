import type { Metadata } from "next";
import { InvitePanel } from "@/components/system/invite-form";

export const metadata: Metadata = { title: "Your account", referrer: "no-referrer" };

export default function InvitePage() {
  return <InvitePanel />;
}
