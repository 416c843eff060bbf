/**
 * split customer names
 *
 * Revision ID: b81e22d7c4aa
 * Revises: 7c1f9a06d8b4
 * Create Date: 2026-11-14T10:55:00Z
 */
import { type Op, sql, string } from "retort";

export const revision = "b81e22d7c4aa";
export const downRevision = "7c1f9a06d8b4";
export const branchLabels = null;
export const dependsOn = null;

export async function upgrade(op: Op) {
  await op.addColumn("customers", "first_name", string(80));
  await op.addColumn("customers", "last_name", string(80));
  await op.execute(sql`
    UPDATE customers SET
      first_name = substr(full_name, 1, instr(full_name, ' ') - 1),
      last_name = substr(full_name, instr(full_name, ' ') + 1)
  `);
  await op.batchAlterTable("customers", async (batch) => {
    await batch.dropColumn("full_name");
  });
}

export async function downgrade(op: Op) {
  await op.addColumn("customers", "full_name", string(160));
  await op.execute(sql`UPDATE customers SET full_name = first_name || ' ' || last_name`);
  await op.batchAlterTable("customers", async (batch) => {
    await batch.alterColumn("full_name", { nullable: false, existingType: string(160) });
    await batch.dropColumn("last_name");
    await batch.dropColumn("first_name");
  });
}
