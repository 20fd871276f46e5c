import { describe, expect, test } from "vitest";
import { csvStream, safeCell } from "@/lib/core/csv";

async function* batches() {
  yield [{ name: 'Ann "A", B', amount: "-5.00" }];
  yield [{ name: "=HYPERLINK(1)", amount: "1.20" }];
}

describe("CSV", () => {
  test("is RFC 4180 with a byte order mark, and no cell starts a formula", async () => {
    const stream = csvStream(batches(), [
      { header: "Name", cell: (row) => row.name },
      { header: "Amount", cell: (row) => row.amount },
    ]);
    const bytes = Buffer.from(await new Response(stream).arrayBuffer()).toString("utf8");
    expect(bytes).toBe('\uFEFFName,Amount\r\n"Ann ""A"", B",-5.00\r\n\'=HYPERLINK(1),1.20\r\n');
  });

  test("a failure while rows are read breaks the download off", async () => {
    async function* failing() {
      yield [{ name: "Ann" }];
      throw new Error("the database is gone");
    }
    const stream = csvStream(failing(), [{ header: "Name", cell: (row) => row.name }]);
    await expect(new Response(stream).text()).rejects.toThrow("the database is gone");
  });

  test.each([
    ["-5.00", "-5.00"],
    ["-cmd", "'-cmd"],
    ["+1", "'+1"],
    ["@x", "'@x"],
    [null, ""],
  ])("writes %j as %j", (value, cell) => expect(safeCell(value)).toBe(cell));
});
