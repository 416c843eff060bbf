/**
 * prices in minor units
 *
 * Revision ID: 91c44e2fd067
 * Revises: c07ab5e913f8
 * Create Date: 2026-11-07T14:48:00Z
 */
import { type Op, integer, sql } from "retort";

export const revision = "91c44e2fd067";
export const downRevision = "c07ab5e913f8";
export const branchLabels = null;
export const dependsOn = null;

export async function upgrade(op: Op) {
  await op.addColumn("books", "price_cents", integer().notNull().default(0));
  await op.execute(sql`UPDATE books SET price_cents = CAST(round(price * 100) AS INTEGER)`);
  await op.addColumn("order_lines", "price_cents", integer().notNull().default(0));
  await op.execute(sql`UPDATE order_lines SET price_cents = CAST(round(price * 100) AS INTEGER)`);
}

export async function downgrade(op: Op) {
  await op.dropColumn("order_lines", "price_cents");
  await op.dropColumn("books", "price_cents");
}
