import { addColumn, type AddColumnArguments } from '../add-column'
import { alterColumn, type AlterColumnOptions } from '../alter-column'
import { dropColumn, type DropColumnOptions } from '../drop-column'
import { TableOperations } from './tables'

/** Columns. */
export class ColumnOperations extends TableOperations {
  /**
   * Adds one column.
   *
   * @example await op.addColumn("users", "age", integer())
   */
  addColumn(...args: AddColumnArguments): Promise<void> {
    return this.invoke(addColumn(...args))
  }

  /**
   * Drops one column and its values.
   *
   * @example await op.dropColumn("users", "age")
   */
  dropColumn(table: string, column: string, options?: DropColumnOptions): Promise<void> {
    return this.invoke(dropColumn(table, column, options))
  }

  /**
   * Changes what the options name of a column; all else stays. `default: null` drops the default.
   *
   * @example await op.alterColumn("users", "mail", { newName: "email", nullable: false, existingType: string(255) })
   */
  alterColumn(table: string, column: string, options: AlterColumnOptions): Promise<void> {
    return this.invoke(alterColumn(table, column, options))
  }
}
