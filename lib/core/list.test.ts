import { describe, expect, test } from "vitest";
import { defineList } from "@/lib/core/list";

const list = defineList({
  id: "test.things",
  path: "/things",
  filters: {
    q: { kind: "text", label: "Search" },
    status: { kind: "choice", label: "Status", options: [{ value: "open", label: "Open" }] },
    price: { kind: "amount", label: "Price" },
    created: { kind: "days", label: "Created" },
  },
  sorts: { created: { label: "Created" }, price: { label: "Price" } },
  defaultSort: { field: "created", descending: true },
});

describe("the URL of a list", () => {
  test("is read by kind", async () => {
    const params = await list.load(
      Promise.resolve({
        q: "ann",
        status: "!open,closed",
        price: "10..",
        created: "2026-01-01..2026-02-01",
        sort: "-price",
      }),
    );
    expect(params).toMatchObject({
      q: "ann",
      status: { not: true, values: ["open", "closed"] },
      price: { from: "10", to: null },
      created: { from: "2026-01-01", to: "2026-02-01" },
      sort: { field: "price", descending: true },
      size: "50",
    });
  });

  test("falls back where a value makes no sense", async () => {
    const params = await list.load(
      Promise.resolve({
        status: "",
        price: "cheap..10",
        created: "2026-02-31..",
        sort: "password_hash",
        size: "9999",
      }),
    );
    expect(params).toMatchObject({
      status: null,
      price: null,
      created: null,
      sort: { field: "created", descending: true },
      size: "50",
    });
  });

  test("never passes on a character that the database cannot hold", async () => {
    const params = await list.load(Promise.resolve({ q: "a\0b", status: "open\0" }));
    expect(params).toMatchObject({ q: "ab", status: { not: false, values: ["open"] } });
  });

  test("writes what it reads", () => {
    expect(list.parsers.status.serialize({ not: true, values: ["open"] })).toBe("!open");
    expect(list.parsers.price.serialize({ from: null, to: "5.00" })).toBe("..5.00");
    expect(list.parsers.sort.serialize({ field: "price", descending: true })).toBe("-price");
  });
});
