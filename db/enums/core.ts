/** Roles of staff, from most to least rights over money and people. */
export const staffRoles = ["admin", "support", "finance", "auditor"] as const;

/** Life of a staff account. */
export const staffStatuses = ["invited", "active", "deactivated"] as const;
export type StaffStatus = (typeof staffStatuses)[number];

/** What a one-time link lets its holder do. */
export const staffLinkPurposes = ["invite", "reset"] as const;

/** Kinds of actors an audit row may name. */
export const auditActorTypes = ["staff", "api_key", "webhook", "job", "system", "anonymous"] as const;
export type AuditActorType = (typeof auditActorTypes)[number];

/** How an audited action ended. */
export const auditOutcomes = ["success", "denied", "failed"] as const;
export type AuditOutcome = (typeof auditOutcomes)[number];

/** Who sees a saved view. */
export const savedViewVisibilities = ["private", "shared"] as const;
export type SavedViewVisibility = (typeof savedViewVisibilities)[number];
