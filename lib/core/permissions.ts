/** The four roles of staff. Machines have scopes instead (API keys, later parts). */
export const ROLES = ["admin", "support", "finance", "auditor"] as const;
export type Role = (typeof ROLES)[number];

/** What each role is for, in the words shown beside a role picker. */
export const ROLE_LABELS: Record<Role, { label: string; description: string }> = {
  admin: { label: "Admin", description: "Everything, including pricing, staff and rights" },
  support: { label: "Support", description: "Helps customers: reads billing, changes subscriptions" },
  finance: { label: "Finance", description: "Reads and exports money; changes nothing" },
  auditor: { label: "Auditor", description: "Reads everything, audit log included; changes nothing" },
};

const everyone: readonly Role[] = ROLES;

/**
 * The one table of rights: permission → roles that hold it. Pages, actions, exports and API routes all ask `can`.
 * A permission that is not in this table is held by nobody.
 */
export const PERMISSIONS = {
  "overview.view": everyone,
  "account.manage": everyone,
  "views.manage": everyone,
  "search.use": everyone,
  "billing.pricing.view": everyone,
  "billing.pricing.draft": ["admin"],
  "billing.pricing.preview": ["admin", "finance"],
  "billing.pricing.publish": ["admin"],
  "billing.pricing.export": ["admin", "finance", "auditor"],
  "billing.subscriptions.view": everyone,
  "billing.subscriptions.change": ["admin", "support"],
  "billing.subscriptions.export": ["admin", "finance", "auditor"],
  "billing.cost_history.view": everyone,
  "billing.cost_history.export": ["admin", "finance", "auditor"],
  "system.audit.view": ["admin", "auditor"],
  "system.audit.verify": ["admin", "auditor"],
  "system.audit.export": ["admin", "auditor"],
  "system.staff.view": ["admin", "auditor"],
  "system.staff.manage": ["admin"],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** All permissions, for the tests that walk every role against every page and action. */
export const ALL_PERMISSIONS = Object.keys(PERMISSIONS) as Permission[];

/** Narrows a string from outside (a database row, a token) to a role; anything unknown is no role at all. */
export function parseRole(value: unknown): Role | null {
  return ROLES.find((role) => role === value) ?? null;
}

/** Narrows a string to a known permission. */
export function isPermission(value: unknown): value is Permission {
  return typeof value === "string" && Object.hasOwn(PERMISSIONS, value);
}

/**
 * Whether a role holds a permission. Fails closed: an unknown role or permission holds nothing.
 * Pure, so that the interface hides exactly what the server refuses.
 */
export function can(role: Role | null | undefined, permission: Permission): boolean {
  if (!role || !isPermission(permission)) return false;
  const holders: readonly Role[] = PERMISSIONS[permission];
  return holders.includes(role);
}
