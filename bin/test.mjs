import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { handOver, installPackages, requireNode } from "./install.mjs";

// Everything that must run before there are packages: only what Node.js itself brings.
requireNode();
const root = dirname(dirname(fileURLToPath(import.meta.url)));
installPackages(root);

handOver(root, "test.ts");
