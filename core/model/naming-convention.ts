import type { NamingConvention } from '../config/config'
import type { Constraint } from '../schema/constraint'
import type { Table } from '../schema/table'

/** A model's table with names for the constraints that have none, where the convention says how. */
export function named(table: Table, convention: NamingConvention): Table {
  const name = <C extends Constraint>(constraint: C): C => {
    if (constraint.name !== null) return constraint
    const pattern = convention[constraint.kind]
    return pattern === undefined ? constraint : { ...constraint, name: filled(pattern, table, constraint) }
  }
  return {
    ...table,
    primaryKey: table.primaryKey === null ? null : name(table.primaryKey),
    uniques: table.uniques.map(name),
    foreignKeys: table.foreignKeys.map(name),
    // A check is named by its own name within the convention; one without any cannot be.
    checks: convention.check?.includes('{name}') ? table.checks : table.checks.map(name),
  }
}

function filled(pattern: string, table: Table, constraint: Constraint): string {
  const values: Readonly<Record<string, string>> = {
    table: table.name.name,
    columns: constraint.kind === 'check' ? '' : constraint.columns.join('_'),
    referred: constraint.kind === 'foreignKey' ? constraint.referredTable.name : '',
  }
  return pattern.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole)
}
