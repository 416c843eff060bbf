/**
 * loyalty points
 *
 * Revision ID: e20d91c5f78b
 * Revises: b81e22d7c4aa
 * Create Date: 2026-11-15T17:03:00Z
 */
import { type Op, integer } from "retort";

export const revision = "e20d91c5f78b";
export const downRevision = "b81e22d7c4aa";
export const branchLabels = null;
export const dependsOn = null;

export async function upgrade(op: Op) {
  await op.addColumn("customers", "points", integer().notNull().default(0));
  await op.createIndex("ix_customers_points", "customers", ["points"]);
}

export async function downgrade(op: Op) {
  await op.dropIndex("ix_customers_points", { table: "customers" });
  await op.dropColumn("customers", "points");
}
