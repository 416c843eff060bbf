import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { dialects, type DialectName } from '../../core/dialects'
import { Operations } from '../../core/operations/op'
import { inRepository } from '../harness/repository'
import { scenarios } from '../scenarios'
import { cell, operationsDocument } from '../scenarios/document'

const FILE = inRepository('docs', 'operations.md')
/** What is on `op` without being an operation. */
const OTHERS = ['constructor', 'autocommit', 'savepoint', 'invoke', 'f']

if (process.env['RETORT_WRITE_DOCS'] === '1') {
  mkdirSync(path.dirname(FILE), { recursive: true })
  writeFileSync(FILE, operationsDocument())
}

test('docs/operations.md says what the scenario tables say', () => {
  expect(existsSync(FILE) ? readFileSync(FILE, 'utf8') : 'no such file').toBe(operationsDocument())
})

test('every operation has a row', () => {
  const methods: string[] = []
  for (let level: object = Operations.prototype; level !== Object.prototype; level = Object.getPrototypeOf(level))
    methods.push(...Object.getOwnPropertyNames(level))
  const covered = new Set<string>(scenarios.map(({ operation }) => operation.kind))
  expect(methods.filter(name => !OTHERS.includes(name) && !covered.has(name))).toEqual([])
})

test.each(Object.keys(dialects) as DialectName[])('no cell of %s is empty', name => {
  expect(scenarios.filter(({ operation }) => cell(name, operation) === '').map(row => row.name)).toEqual([])
})
