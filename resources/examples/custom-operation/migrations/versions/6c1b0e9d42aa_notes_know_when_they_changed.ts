/**
 * notes know when they changed
 *
 * Revision ID: 6c1b0e9d42aa
 * Revises: <base>
 * Create Date: 2026-11-20T10:00:00Z
 */
import { type Op, custom, integer, text } from "retort";

export const revision = "6c1b0e9d42aa";
export const downRevision = null;
export const branchLabels = null;
export const dependsOn = null;

export async function upgrade(op: Op) {
  await op.createTable("notes", { id: integer().primaryKey(), body: text() });
  await op.invoke(custom("stampChanges", { table: "notes" }));
}

export async function downgrade(op: Op) {
  await op.invoke(custom("forgetChanges", { table: "notes" }));
  await op.dropTable("notes");
}
