import { describe, expect, test } from "vitest";
import { MigrationRefusal } from "./outcome";
import { checksum, loadSets } from "./sets";
import { SHOP, setFolder, setJson, shopSet } from "./test-sets";

async function reasonsOf(files: Record<string, string>): Promise<readonly string[]> {
  const error = await loadSets(await setFolder(files)).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(MigrationRefusal);
  return error instanceof MigrationRefusal ? error.reasons : [];
}

describe("loading sets", () => {
  test("reads steps in order, and checks with their headers", async () => {
    const set = await shopSet({
      ...SHOP,
      "checks/02_plain.sql": "select 1 where false",
      "checks/01_prices.sql":
        "-- title: Prices are positive\n-- severity: warn\nselect id from shop.items where price <= 0;\n",
    });
    expect(set.steps.map((step) => [step.number, step.id, step.slug])).toEqual([
      [1, "0001_base", "base"],
      [2, "0002_price", "price"],
    ]);
    expect(set.checks.map(({ id, title, severity }) => [id, title, severity])).toEqual([
      ["01_prices", "Prices are positive", "warn"],
      ["02_plain", "02 plain", "error"],
    ]);
  });

  test("orders sets by what they depend on", async () => {
    const folder = await setFolder({
      "apple/set.json": setJson("apple", { dependsOn: ["pear"] }),
      "pear/set.json": setJson("pear", { dependsOn: ["zebra"] }),
      "zebra/set.json": setJson("zebra"),
    });
    expect((await loadSets(folder)).map((set) => set.id)).toEqual(["zebra", "pear", "apple"]);
  });

  test.each([
    [
      "a missing down",
      { "shop/set.json": setJson("shop"), "shop/0001_a.up.sql": "" },
      /0001_a has no down file/,
    ],
    [
      "a lonely down",
      { "shop/set.json": setJson("shop"), "shop/0001_a.down.sql": "" },
      /down file but no up file/,
    ],
    [
      "a badly named file",
      { "shop/set.json": setJson("shop"), "shop/1_a.up.sql": "" },
      /is not named NNNN_slug/,
    ],
    ["an unreadable set.json", { "shop/set.json": "{" }, /set\.json cannot be read/],
    ["an unknown key", { "shop/set.json": setJson("shop", { steps: [] }) }, /Unrecognized key/],
    [
      "a schema that is no identifier",
      { "shop/set.json": setJson("shop", { schemas: ["a b"] }) },
      /lower-case identifier/,
    ],
    ["an id that is not the folder", { "shop/set.json": setJson("store") }, /must be the folder's name/],
    [
      "an unknown dependency",
      { "shop/set.json": setJson("shop", { dependsOn: ["bank"] }) },
      /"bank", which does not exist/,
    ],
    [
      "a wrong severity",
      { "shop/set.json": setJson("shop"), "shop/checks/a.sql": "-- severity: fatal\nselect 1" },
      /error or warn, not "fatal"/,
    ],
  ])("refuses %s", async (_name, files, expected) => {
    expect((await reasonsOf(files)).join("\n")).toMatch(expected);
  });

  test("refuses a number used twice", async () => {
    const files = Object.fromEntries(
      ["0001_a.up", "0001_a.down", "0001_b.up", "0001_b.down"].map((name) => [
        `shop/${name}.sql`,
        "select 1",
      ]),
    );
    expect(await reasonsOf({ "shop/set.json": setJson("shop"), ...files })).toEqual([
      "shop: the number of 0001_b is already used by 0001_a.",
    ]);
  });

  test("refuses sets that depend on one another in a circle", async () => {
    const files = {
      "a/set.json": setJson("a", { dependsOn: ["b"] }),
      "b/set.json": setJson("b", { dependsOn: ["a"] }),
    };
    expect(await reasonsOf(files)).toEqual(["The sets depend on one another in a circle: a → b → a."]);
  });

  test("names every defect at once", async () => {
    const reasons = await reasonsOf({ "a/set.json": "{", "b/set.json": setJson("c"), "b/0001_x.up.sql": "" });
    expect(reasons).toHaveLength(3);
  });

  test("refuses a folder that is not there", async () => {
    await expect(loadSets("/nowhere/at/all")).rejects.toThrow(/no migration folder/);
  });
});

test("the checksum does not depend on line ends or a byte order mark, but on everything else", () => {
  expect(checksum("\uFEFFselect 1;\r\nselect 2;\r\n")).toBe(checksum("select 1;\nselect 2;\n"));
  expect(checksum("select 1;")).not.toBe(checksum("select 1; "));
});
