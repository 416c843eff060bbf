/**
 * reviews get a moderation state
 *
 * Revision ID: 7c1f9a06d8b4
 * Revises: 5a90cd7be321
 * Create Date: 2026-11-11T13:27:00Z
 */
import { type Op, string } from "retort";

export const revision = "7c1f9a06d8b4";
export const downRevision = "5a90cd7be321";
export const branchLabels = null;
export const dependsOn = null;

export async function upgrade(op: Op) {
  await op.addColumn("reviews", "state", string(12).notNull().default("published"));
  await op.createIndex("ix_reviews_state", "reviews", ["state", "created_at"]);
}

export async function downgrade(op: Op) {
  await op.dropIndex("ix_reviews_state", { table: "reviews" });
  await op.dropColumn("reviews", "state");
}
