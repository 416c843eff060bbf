/**
 * orders reference addresses
 *
 * Revision ID: 88e1f264b0d3
 * Revises: 4be7d0915a6c
 * Create Date: 2026-11-02T16:31:00Z
 */
import { type Op, integer } from "retort";

export const revision = "88e1f264b0d3";
export const downRevision = "4be7d0915a6c";
export const branchLabels = null;
export const dependsOn = null;

export async function upgrade(op: Op) {
  await op.addColumn("orders", "address_id", integer().references("addresses", "id", { onDelete: "set null" }));
}

export async function downgrade(op: Op) {
  await op.batchAlterTable("orders", async (batch) => {
    await batch.dropColumn("address_id");
  });
}
