import type { SqlExpression } from '../../schema/sql-expression'
import { createFunction, type FunctionOptions } from '../create-function'
import { createTrigger, type CreateTriggerOptions } from '../create-trigger'
import { dropFunction, type DropFunctionOptions } from '../drop-function'
import { dropTrigger } from '../drop-trigger'
import type { DropObjectOptions } from '../drop-view'
import { replaceFunction, type ReplaceFunctionOptions } from '../replace-function'
import { ObjectOperations } from './objects'

/** Triggers and functions. */
export class RoutineOperations extends ObjectOperations {
  /**
   * Creates a trigger: on SQLite with the statements it runs as `body`, on PostgreSQL with the function it calls.
   *
   * @example
   * await op.createTrigger("touch_users", "users", { timing: "before", events: ["update"], execute: "touch()" })
   */
  createTrigger(name: string, table: string, options: CreateTriggerOptions): Promise<void> {
    return this.invoke(createTrigger(name, table, options))
  }

  /**
   * Drops a trigger.
   *
   * @example await op.dropTrigger("touch_users", "users")
   */
  dropTrigger(name: string, table: string, options?: DropObjectOptions): Promise<void> {
    return this.invoke(dropTrigger(name, table, options))
  }

  /**
   * Creates a function (PostgreSQL).
   *
   * @example
   * await op.createFunction("touch", "BEGIN NEW.changed_at := now(); RETURN NEW; END", { returns: "trigger" })
   */
  createFunction(name: string, body: SqlExpression | string, options?: FunctionOptions): Promise<void> {
    return this.invoke(createFunction(name, body, options))
  }

  /**
   * Gives a function another body (PostgreSQL). `existing`, the body before, makes it reversible.
   *
   * @example
   * await op.replaceFunction("twice", "SELECT 2 * a", { arguments: "a integer", returns: "integer", language: "sql" })
   */
  replaceFunction(name: string, body: SqlExpression | string, options?: ReplaceFunctionOptions): Promise<void> {
    return this.invoke(replaceFunction(name, body, options))
  }

  /**
   * Drops a function (PostgreSQL); `arguments` tells it from others of the same name.
   *
   * @example await op.dropFunction("twice", { arguments: "integer" })
   */
  dropFunction(name: string, options?: DropFunctionOptions): Promise<void> {
    return this.invoke(dropFunction(name, options))
  }
}
