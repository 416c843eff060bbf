import { defineConfig } from "retort";
import { forgetChanges, stampChanges } from "./operations.ts";

export default defineConfig({
  url: process.env.DATABASE_URL ?? "sqlite:app.db",
  operations: [stampChanges, forgetChanges],
});
