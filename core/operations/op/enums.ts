import { addEnumValue, type AddEnumValueOptions } from '../add-enum-value'
import { alterEnum, type AlterEnumOptions } from '../alter-enum'
import { createEnum, type CreateEnumOptions } from '../create-enum'
import { dropEnum } from '../drop-enum'
import type { DropObjectOptions } from '../drop-view'
import { renameEnumValue, type RenameEnumValueArguments } from '../rename-enum-value'
import { ViewOperations } from './views'

/** Enum types (PostgreSQL). On SQLite an enum is text with a CHECK on its column, which `alterColumn` changes. */
export class EnumOperations extends ViewOperations {
  /**
   * Creates an enum type.
   *
   * @example await op.createEnum("mood", ["sad", "ok", "happy"])
   */
  createEnum(name: string, values: readonly string[], options?: CreateEnumOptions): Promise<void> {
    return this.invoke(createEnum(name, values, options))
  }

  /**
   * Drops an enum type that no column uses any more.
   *
   * @example await op.dropEnum("mood")
   */
  dropEnum(name: string, options?: DropObjectOptions): Promise<void> {
    return this.invoke(dropEnum(name, options))
  }

  /**
   * Adds a value to an enum type. PostgreSQL lets rows hold it only once it is committed: where the same run writes
   * it, put this in `op.autocommit(…)`.
   *
   * @example await op.addEnumValue("mood", "glad", { after: "ok" })
   */
  addEnumValue(type: string, value: string, options?: AddEnumValueOptions): Promise<void> {
    return this.invoke(addEnumValue(type, value, options))
  }

  /**
   * Gives a value of an enum type another name; rows that hold it follow.
   *
   * @example await op.renameEnumValue("mood", "ok", "fine")
   */
  renameEnumValue(...args: RenameEnumValueArguments): Promise<void> {
    return this.invoke(renameEnumValue(...args))
  }

  /**
   * Gives an enum type another list of values, in another order or with some removed. `mapping` says what rows that
   * hold a removed value get instead; without it they stop the change.
   *
   * @example await op.alterEnum("mood", ["ok", "happy"], { mapping: { sad: "ok" }, existing: ["sad", "ok", "happy"] })
   */
  alterEnum(name: string, values: readonly string[], options?: AlterEnumOptions): Promise<void> {
    return this.invoke(alterEnum(name, values, options))
  }
}
