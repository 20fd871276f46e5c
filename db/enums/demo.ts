/** Where the demo accounts live; no mail ever reaches this domain. */
export const DEMO_DOMAIN = "countinghouse.test";

/** The published password of the demo accounts; they exist only in a demo database on this machine. */
export const DEMO_PASSWORD = "countinghouse-demo";
