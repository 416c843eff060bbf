/**
 * wishlist items keep their price
 *
 * Revision ID: f3b7e1a8450d
 * Revises: 2d6f08ba71c5
 * Create Date: 2026-11-08T18:15:00Z
 */
import { type Op, dateTime, double } from "retort";

export const revision = "f3b7e1a8450d";
export const downRevision = "2d6f08ba71c5";
export const branchLabels = null;
export const dependsOn = null;

export async function upgrade(op: Op) {
  await op.addColumn("wishlist_items", "price_when_added", double());
  await op.addColumn("wishlist_items", "added_at", dateTime());
}

export async function downgrade(op: Op) {
  await op.dropColumn("wishlist_items", "added_at");
  await op.dropColumn("wishlist_items", "price_when_added");
}
