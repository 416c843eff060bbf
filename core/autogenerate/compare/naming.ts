import type { Constraint } from '../../schema/constraint'
import { constraintsOf, type Table } from '../../schema/table'

/**
 * The constraints with names. What is added to a table that exists needs a name, or the downgrade could not drop it;
 * the names are those that PostgreSQL would choose by itself.
 */
export function namesFor<Kind extends Constraint>(
  { wanted, found }: { readonly wanted: Table; readonly found: Table },
  constraints: readonly Kind[],
): readonly Kind[] {
  const taken = new Set([...constraintsOf(wanted), ...constraintsOf(found)].map(({ name }) => name))
  return constraints.map(constraint => {
    if (constraint.name !== null) return constraint
    const base = [wanted.name.name, ...columnsPart(constraint), SUFFIXES[constraint.kind]].join('_')
    let name = base
    for (let number = 1; taken.has(name); number++) name = `${base}${number}`
    taken.add(name)
    return { ...constraint, name }
  })
}

const SUFFIXES = { primaryKey: 'pkey', unique: 'key', foreignKey: 'fkey', check: 'check' } as const

const columnsPart = (constraint: Constraint): readonly string[] =>
  constraint.kind === 'check' || constraint.kind === 'primaryKey' ? [] : constraint.columns
