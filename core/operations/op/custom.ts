import { custom, type CustomArguments } from '../custom'
import { AccessOperations } from './access'

/** What a project has added. */
export class CustomOperations extends AccessOperations {
  /**
   * An operation of a kind that the project has registered; the same as `op.invoke(custom(…))`.
   *
   * @example await op.custom("grantSelect", { table: "users", role: "reader" })
   */
  custom(name: string, args?: CustomArguments): Promise<void> {
    return this.invoke(custom(name, args))
  }
}
