import { staffStatuses } from "@/db/enums/core";
import { defineList } from "@/lib/core/list";
import { ROLE_LABELS, ROLES } from "@/lib/core/permissions";

const STATUS_LABELS = { invited: "Invited", active: "Active", deactivated: "Deactivated" } as const;

/** The list of staff: its filters, its sorts and its URL. */
export const staffList = defineList({
  id: "system.staff",
  path: "/system/staff",
  filters: {
    q: { kind: "text", label: "Name or e-mail", placeholder: "Name or e-mail" },
    role: {
      kind: "choice",
      label: "Role",
      options: ROLES.map((role) => ({ value: role, label: ROLE_LABELS[role].label })),
    },
    status: {
      kind: "choice",
      label: "Status",
      options: staffStatuses.map((status) => ({ value: status, label: STATUS_LABELS[status] })),
    },
  },
  sorts: {
    name: { label: "Name" },
    email: { label: "E-mail" },
    created: { label: "Added" },
  },
  defaultSort: { field: "name", descending: false },
});
