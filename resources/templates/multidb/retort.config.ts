import { defineConfig } from "retort";

// `retort upgrade head` works on the main database, `retort -n analytics upgrade head` on the other.
export default defineConfig({
  url: process.env.DATABASE_URL ?? "sqlite:main.db",
  model: "main.ts",
  scriptLocation: "migrations",
  versionLocations: ["migrations/main"],
  databases: {
    analytics: {
      url: process.env.ANALYTICS_URL ?? "sqlite:analytics.db",
      model: "analytics.ts",
      versionLocations: ["migrations/analytics"],
    },
  },
});
