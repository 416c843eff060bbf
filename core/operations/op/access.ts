import { attachPartition, type AttachPartitionArguments } from '../attach-partition'
import { createPartition, type CreatePartitionArguments } from '../create-partition'
import { createPolicy, type CreatePolicyOptions } from '../create-policy'
import { detachPartition, type DetachPartitionOptions } from '../detach-partition'
import { disableRowSecurity } from '../disable-row-security'
import { dropPolicy, type DropPolicyOptions } from '../drop-policy'
import { enableRowSecurity, type RowSecurityOptions } from '../enable-row-security'
import { RoutineOperations } from './routines'

/** Who sees which rows, and where they are kept (PostgreSQL). */
export class AccessOperations extends RoutineOperations {
  /**
   * Says which rows of a table may be seen and written. It counts once row security is enabled.
   *
   * @example await op.createPolicy("own_orders", "orders", { using: sql`user_name = current_user` })
   */
  createPolicy(name: string, table: string, options?: CreatePolicyOptions): Promise<void> {
    return this.invoke(createPolicy(name, table, options))
  }

  /**
   * Drops a policy.
   *
   * @example await op.dropPolicy("own_orders", "orders")
   */
  dropPolicy(name: string, table: string, options?: DropPolicyOptions): Promise<void> {
    return this.invoke(dropPolicy(name, table, options))
  }

  /**
   * Lets the policies of a table decide; without any, nobody but the owner sees a row.
   *
   * @example await op.enableRowSecurity("orders", { force: true })
   */
  enableRowSecurity(table: string, options?: RowSecurityOptions): Promise<void> {
    return this.invoke(enableRowSecurity(table, options))
  }

  /**
   * Lets everyone with rights on the table see every row again.
   *
   * @example await op.disableRowSecurity("orders")
   */
  disableRowSecurity(table: string, options?: RowSecurityOptions): Promise<void> {
    return this.invoke(disableRowSecurity(table, options))
  }

  /**
   * Creates a partition of a table made with `partitionBy`.
   *
   * @example await op.createPartition("orders_2026", "orders", { from: ["2026-01-01"], to: ["2027-01-01"] })
   */
  createPartition(...args: CreatePartitionArguments): Promise<void> {
    return this.invoke(createPartition(...args))
  }

  /**
   * Makes a table a partition of another one.
   *
   * @example await op.attachPartition("orders_old", "orders", "default")
   */
  attachPartition(...args: AttachPartitionArguments): Promise<void> {
    return this.invoke(attachPartition(...args))
  }

  /**
   * Makes a partition a table of its own, rows and all.
   *
   * @example await op.detachPartition("orders_2020", "orders")
   */
  detachPartition(name: string, table: string, options?: DetachPartitionOptions): Promise<void> {
    return this.invoke(detachPartition(name, table, options))
  }
}
