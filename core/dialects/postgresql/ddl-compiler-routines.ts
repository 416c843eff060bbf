import { RetortError } from '../../errors'
import type { CreateFunction, FunctionDefinition } from '../../operations/create-function'
import type { CreateTrigger, TriggerEvent } from '../../operations/create-trigger'
import type { DropFunction } from '../../operations/drop-function'
import type { DropTrigger } from '../../operations/drop-trigger'
import type { ReplaceFunction } from '../../operations/replace-function'
import type { TableName } from '../../schema/table-name'
import { statement, type Statement } from '../statement'
import { PostgresqlObjectCompiler } from './ddl-compiler-objects'

/** Triggers and functions. */
export abstract class PostgresqlRoutineCompiler extends PostgresqlObjectCompiler {
  override createTrigger(operation: CreateTrigger): readonly Statement[] {
    const { name, table, timing, events, forEach, when, execute, body, ifNotExists } = operation
    if (ifNotExists) this.refuse('IF NOT EXISTS for triggers', 'Leave the option out.')
    if (execute === null && body !== null) {
      this.refuse('triggers with a body of their own', 'Put it into a function that returns trigger, and execute that.')
    }
    if (execute === null) {
      throw new RetortError('BAD_OPERATION', `Nothing says what the trigger ${name} runs.`, {
        hint: 'Name the function it calls by the option execute: "touch()".',
      })
    }
    const parts = [
      `CREATE TRIGGER ${this.quote(name)} ${timing.toUpperCase()}`,
      events.map(event => this.event(event, operation)).join(' OR '),
      `ON ${this.table(table)} FOR EACH ${forEach.toUpperCase()}`,
      ...(when === null ? [] : [`WHEN (${when})`]),
      `EXECUTE FUNCTION ${execute}`,
    ]
    return [statement(parts.join(' '))]
  }

  override dropTrigger({ name, table, ifExists, cascade }: DropTrigger): readonly Statement[] {
    const guard = ifExists ? 'IF EXISTS ' : ''
    return [statement(`DROP TRIGGER ${guard}${this.quote(name)} ON ${this.table(table)}${this.cascade(cascade)}`)]
  }

  override createFunction({ routine, ...definition }: CreateFunction): readonly Statement[] {
    return [statement(`CREATE FUNCTION ${this.functionText(routine, definition)}`)]
  }

  override replaceFunction({ routine, ...definition }: ReplaceFunction): readonly Statement[] {
    return [statement(`CREATE OR REPLACE FUNCTION ${this.functionText(routine, definition)}`)]
  }

  override dropFunction(operation: DropFunction): readonly Statement[] {
    const { routine, arguments: list, ifExists, cascade } = operation
    const types = list === null ? '' : `(${withoutDefaults(list)})`
    const guard = ifExists ? 'IF EXISTS ' : ''
    return [statement(`DROP FUNCTION ${guard}${this.table(routine)}${types}${this.cascade(cascade)}`)]
  }

  private event(event: TriggerEvent, { updateOf }: CreateTrigger): string {
    return event === 'update' && updateOf.length > 0 ? `UPDATE OF ${this.quoteAll(updateOf)}` : event.toUpperCase()
  }

  private functionText(routine: TableName, definition: FunctionDefinition): string {
    const { body, arguments: list, returns, language, volatility, strict, securityDefiner, parallel } = definition
    const parts = [
      `${this.table(routine)}(${list}) RETURNS ${returns} LANGUAGE ${language}`,
      ...(volatility === 'volatile' ? [] : [volatility.toUpperCase()]),
      ...(strict ? ['STRICT'] : []),
      ...(securityDefiner ? ['SECURITY DEFINER'] : []),
      ...(parallel === 'unsafe' ? [] : [`PARALLEL ${parallel.toUpperCase()}`]),
      `AS ${dollarQuoted(body)}`,
    ]
    return parts.join(' ')
  }
}

/** A text between dollar signs, with a tag that does not end it early. */
function dollarQuoted(text: string): string {
  let tag = '$body$'
  for (let number = 2; text.includes(tag); number += 1) tag = `$body${number}$`
  return `${tag}${text}${tag}`
}

/** DROP FUNCTION takes the arguments as they were declared, but without their defaults. */
function withoutDefaults(list: string): string {
  return argumentsIn(list)
    .map(argument => argument.replace(/\s*(?:\bDEFAULT\b|:?=)[\s\S]*$/i, ''))
    .join(', ')
}

/** Takes the list apart at its own commas, not at those within parentheses or strings. */
function argumentsIn(list: string): readonly string[] {
  const pieces = list.match(/'(?:[^']|'')*'|"(?:[^"]|"")*"|[(),]|[^'"(),]+/g) ?? []
  const found: string[] = ['']
  let depth = 0
  for (const piece of pieces) {
    if (piece === '(') depth += 1
    if (piece === ')') depth -= 1
    if (piece === ',' && depth === 0) found.push('')
    else found.push(`${found.pop() ?? ''}${piece}`)
  }
  return found.map(argument => argument.trim())
}
