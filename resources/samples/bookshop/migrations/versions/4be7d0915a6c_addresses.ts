/**
 * addresses
 *
 * Revision ID: 4be7d0915a6c
 * Revises: 1f52a97c03bd
 * Create Date: 2026-10-31T10:05:00Z
 */
import { type Op, boolean, integer, sql, string } from "retort";

export const revision = "4be7d0915a6c";
export const downRevision = "1f52a97c03bd";
export const branchLabels = null;
export const dependsOn = null;

export async function upgrade(op: Op) {
  await op.createTable("addresses", {
    id: integer().primaryKey(),
    customer_id: integer().notNull().references("customers", "id", { onDelete: "cascade" }),
    street: string(200).notNull(),
    city: string(100).notNull(),
    country: string(2).notNull(),
    is_default: boolean().notNull().default(false),
  });
  await op.createIndex("uq_addresses_default", "addresses", ["customer_id"], { unique: true, where: sql`is_default = 1` });
}

export async function downgrade(op: Op) {
  await op.dropTable("addresses");
}
