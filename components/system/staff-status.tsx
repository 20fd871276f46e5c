import { Status, type StatusMeaning } from "@/components/ui/status";
import type { StaffStatus as StaffState } from "@/db/enums/core";

const meanings: Record<StaffState, { meaning: StatusMeaning; label: string }> = {
  active: { meaning: "ok", label: "Active" },
  invited: { meaning: "waiting", label: "Invited" },
  deactivated: { meaning: "ended", label: "Deactivated" },
};

/** Where a staff account stands. */
export function StaffStatus({ status }: { status: StaffState }) {
  const { meaning, label } = meanings[status];
  return <Status meaning={meaning}>{label}</Status>;
}
