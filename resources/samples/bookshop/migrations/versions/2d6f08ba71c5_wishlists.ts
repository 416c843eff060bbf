/**
 * wishlists
 *
 * Revision ID: 2d6f08ba71c5
 * Revises: 88e1f264b0d3
 * Create Date: 2026-11-06T09:02:00Z
 */
import { type Op, integer, primaryKey, string } from "retort";

export const revision = "2d6f08ba71c5";
export const downRevision = "88e1f264b0d3";
export const branchLabels = ["wishlists"];
export const dependsOn = null;

export async function upgrade(op: Op) {
  await op.createTable("wishlists", {
    id: integer().primaryKey(),
    customer_id: integer().notNull().references("customers", "id", { onDelete: "cascade" }),
    name: string(80).notNull(),
  });
  await op.createTable(
    "wishlist_items",
    {
      wishlist_id: integer().notNull().references("wishlists", "id", { onDelete: "cascade" }),
      book_id: integer().notNull().references("books", "id", { onDelete: "cascade" }),
    },
    [primaryKey("pk_wishlist_items", ["wishlist_id", "book_id"])],
  );
}

export async function downgrade(op: Op) {
  await op.dropTable("wishlist_items");
  await op.dropTable("wishlists");
}
