/**
 * orders and order lines
 *
 * Revision ID: 1f52a97c03bd
 * Revises: 0a11c3d87e42
 * Create Date: 2026-10-30T15:40:00Z
 */
import { type Op, check, dateTime, double, float, integer, sql, string } from "retort";

export const revision = "1f52a97c03bd";
export const downRevision = "0a11c3d87e42";
export const branchLabels = null;
export const dependsOn = null;

export async function upgrade(op: Op) {
  await op.createTable("orders", {
    id: integer().primaryKey().autoIncrement(),
    customer_id: integer().notNull().references("customers", "id", { onDelete: "cascade" }),
    total: float().notNull().default(0),
    created_at: dateTime().notNull().default(sql`CURRENT_TIMESTAMP`),
  });
  await op.createIndex("ix_orders_customer", "orders", ["customer_id"]);
  await op.createTable(
    "order_lines",
    {
      id: integer().primaryKey(),
      order_id: integer().notNull().references("orders", "id", { onDelete: "cascade" }),
      book_id: integer().notNull().references("books", "id"),
      quantity: integer().notNull().default(1),
      price: double().notNull(),
    },
    [check("ck_order_lines_quantity", sql`quantity > 0`)],
  );
  await op.createIndex("ix_order_lines_order", "order_lines", ["order_id"]);
  await op.createTable("coupons", {
    id: integer().primaryKey(),
    code: string(20).notNull().unique(),
    percent: integer().notNull(),
  });
}

export async function downgrade(op: Op) {
  await op.dropTable("coupons");
  await op.dropTable("order_lines");
  await op.dropTable("orders");
}
