import { defineConfig } from "retort";

export default defineConfig({
  url: "sqlite:bookshop.db",
  model: "model.ts",
  scriptLocation: "migrations",
  backup: { before: "upgrade-and-downgrade", directory: "backups", keep: 10 },
});
