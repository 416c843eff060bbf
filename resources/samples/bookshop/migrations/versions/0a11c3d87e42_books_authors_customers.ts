/**
 * books, authors, customers
 *
 * Revision ID: 0a11c3d87e42
 * Revises: <base>
 * Create Date: 2026-10-28T09:12:00Z
 */
import { type Op, boolean, dateTime, double, integer, string, text, sql } from "retort";

export const revision = "0a11c3d87e42";
export const downRevision = null;
export const branchLabels = null;
export const dependsOn = null;

export async function upgrade(op: Op) {
  await op.createTable("authors", {
    id: integer().primaryKey(),
    name: string(120).notNull(),
    born: integer(),
  });
  await op.createTable("books", {
    id: integer().primaryKey(),
    title: string(200).notNull(),
    isbn: string(17).notNull().unique(),
    price: double().notNull(),
    published: integer(),
    in_print: boolean().notNull().default(true),
    author_id: integer().notNull().references("authors", "id"),
  });
  await op.createIndex("ix_books_author", "books", ["author_id"]);
  await op.createTable("customers", {
    id: integer().primaryKey(),
    full_name: string(160).notNull(),
    mail: string(255).notNull().unique(),
    note: text(),
    created_at: dateTime().notNull().default(sql`CURRENT_TIMESTAMP`),
  });
}

export async function downgrade(op: Op) {
  await op.dropTable("customers");
  await op.dropTable("books");
  await op.dropTable("authors");
}
