import { defineConfig } from "retort";

export default defineConfig({
  url: process.env.DATABASE_URL ?? "sqlite:app.db",
  model: "model.sql",
  scriptLocation: "migrations",
});
