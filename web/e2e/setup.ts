import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Server } from "./server";

const root = join(import.meta.dirname, "..", "..");

// The program is built once, unless IMR_BIN names one, and the sample cases are
// imported once. Each test begins with a copy of that folder.
export default async function setup() {
  const home = mkdtempSync(join(tmpdir(), "imr-e2e-"));
  let binary = process.env.IMR_BIN;
  if (!binary) {
    binary = join(home, "imr");
    execFileSync("go", ["build", "-tags", "sqlite_fts5", "-o", binary, "./cmd/imr"], { cwd: root, stdio: "inherit" });
  }
  const seed = join(home, "seed");
  const server = await Server.start(binary, seed);
  await server.stop();
  process.env.IMR_E2E_BIN = binary;
  process.env.IMR_E2E_HOME = home;
  process.env.IMR_E2E_SEED = seed;
  return () => rmSync(home, { recursive: true, force: true });
}
