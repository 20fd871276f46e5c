/** Plans (data-model §2.8). */
export const planIds = ["basic", "premium", "enterprise"] as const;
export type PlanId = (typeof planIds)[number];

/** Subscription statuses (data-model §2.8). */
export const subscriptionStatuses = [
  "active",
  "trialing",
  "paused",
  "past_due",
  "cancel_at_period_end",
  "cancelled",
  "expired",
] as const;
export type SubscriptionStatus = (typeof subscriptionStatuses)[number];

/** Statuses a subscription can be paused from, and returns to. */
export const pausableStatuses = ["active", "trialing"] as const;

/** Billing cycles: 1, 3 and 12 months. */
export const billingCycles = ["monthly", "quarterly", "yearly"] as const;
export type BillingCycle = (typeof billingCycles)[number];

/** Delivery types, each with its own cost in a pricing configuration. */
export const deliveryTypes = ["standard", "express", "overnight"] as const;
export type DeliveryType = (typeof deliveryTypes)[number];

/** States of a pricing version, in the order they are passed. */
export const pricingStatuses = ["draft", "scheduled", "active", "superseded", "withdrawn"] as const;
export type PricingStatus = (typeof pricingStatuses)[number];

/** The document's own flag on pricing_configs; "active" exactly when the status is. */
export const pricingActivities = ["active", "inactive"] as const;

/** Change reasons written by this product (data-model §2.2); the column also holds free text of older rows. */
export const costChangeReasons = [
  "subscription_creation",
  "admin_percentage_change",
  "variant_price_change",
  "admin_pricing_update",
  "subscription_pause",
  "subscription_resume",
  "subscription_cancel",
  "subscription_variant_swap",
  "subscription_delivery_change",
  "subscription_cost_adjustment",
] as const;

/** Kinds of actors that change a subscription's cost. */
export const costActorTypes = ["staff", "api_key", "webhook", "job", "system"] as const;

/** Loyalty tiers, lowest first (data-model §2.6). */
export const loyaltyTiers = ["bronze", "silver", "gold", "platinum"] as const;
export type LoyaltyTier = (typeof loyaltyTiers)[number];

/** States of a loyalty account. */
export const loyaltyAccountStatuses = ["active", "suspended", "closed"] as const;

/** Kinds of points movements (data-model §2.7). */
export const pointsTransactionTypes = ["earned", "redeemed", "bonus", "referral", "adjustment"] as const;

/** Why points moved (data-model §2.7). */
export const pointsReasonCodes = [
  "subscription_purchase",
  "referral_bonus",
  "reward_redemption",
  "tier_advancement",
  "admin_adjustment",
] as const;

/** States of a points movement. */
export const pointsTransactionStatuses = ["pending", "completed", "cancelled", "expired"] as const;

/** Stripe's payment intent statuses, and the failed attempt of the original (data-model §2.3). */
export const paymentIntentStatuses = [
  "requires_payment_method",
  "requires_confirmation",
  "requires_action",
  "processing",
  "requires_capture",
  "succeeded",
  "canceled",
  "payment_failed",
] as const;

/** Why a preview row has no new price. */
export const pricingProblems = ["tax_place_missing", "tax_rate_missing", "currency_not_supported"] as const;
export type PricingProblem = (typeof pricingProblems)[number];
