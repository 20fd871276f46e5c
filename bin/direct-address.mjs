import { Server } from "node:http";

// Whoever connects may send `x-forwarded-for`. Unless a proxy that is trusted stands in front (TRUST_PROXY), the header
// goes before Next sees it, and Next writes the address of the connection in its place: sign-in throttles and the audit
// log rely on it.
if (!["1", "true"].includes(process.env.TRUST_PROXY ?? "")) {
  const emit = Server.prototype.emit;
  Server.prototype.emit = function (event, ...rest) {
    if (event === "request") delete rest[0].headers["x-forwarded-for"];
    return emit.call(this, event, ...rest);
  };
}
