/**
 * reviews
 *
 * Revision ID: c07ab5e913f8
 * Revises: 88e1f264b0d3
 * Create Date: 2026-11-04T11:20:00Z
 */
import { type Op, check, dateTime, integer, sql, text } from "retort";

export const revision = "c07ab5e913f8";
export const downRevision = "88e1f264b0d3";
export const branchLabels = null;
export const dependsOn = null;

export async function upgrade(op: Op) {
  await op.createTable(
    "reviews",
    {
      id: integer().primaryKey(),
      book_id: integer().notNull().references("books", "id", { onDelete: "cascade" }),
      customer_id: integer().notNull().references("customers", "id", { onDelete: "cascade" }),
      rating: integer().notNull(),
      body: text(),
      created_at: dateTime().notNull().default(sql`CURRENT_TIMESTAMP`),
    },
    [check("ck_reviews_rating", sql`rating BETWEEN 1 AND 5`)],
  );
  await op.createIndex("ix_reviews_book", "reviews", ["book_id"]);
}

export async function downgrade(op: Op) {
  await op.dropTable("reviews");
}
